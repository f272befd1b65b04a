"""For tests: nothing shared with a real installation, and nothing slow that a test does not look at."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403

VAR_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
COMPONENT_GALLERY = True
# What a test reads would be written in the midst of another.
COUNT_PAGE_VIEWS = False
SECRET_KEY = "only for tests"  # noqa: S105
SITE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://localhost"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
# One of its own for each process: what runs tests knows only the engines of Django.
DATABASES["default"]["TEST"] = {} if env.text("DATABASE_URL") else {"NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True)
