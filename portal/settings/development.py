"""For development: full error pages, static files without hashed names."""

from portal.settings.base import *  # noqa: F403

DEBUG = True
COMPONENT_GALLERY = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
