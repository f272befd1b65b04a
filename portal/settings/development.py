"""For writing code: errors in full, static files as they are."""

from portal.settings.base import *  # noqa: F403

DEBUG = True
COMPONENT_GALLERY = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
