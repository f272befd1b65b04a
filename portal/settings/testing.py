"""For tests: shares nothing with a real installation, and disables slow features that are not tested."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403

VAR_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
COMPONENT_GALLERY = True
# Page views of one test would be written during another.
COUNT_PAGE_VIEWS = False
SECRET_KEY = "only for tests"  # noqa: S105
SITE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://localhost"
MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = VAR_DIR / "static"
# Each process has its own: the test runner only supports Django's own engines.
DATABASES["default"]["TEST"] = {} if env.text("DATABASE_URL") else {"NAME": ":memory:"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True)
