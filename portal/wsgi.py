"""The WSGI application that any server may call: granian by default, gunicorn as well."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.base")
django.setup(set_prefix=False)

from portal.caching.page_cache import application_for  # noqa: E402  they need the settings
from portal.operations import serving, tally  # noqa: E402
from portal.operations.requests import PortalHandler  # noqa: E402

serving.load_before_requests()
tally.write_regularly()
application = application_for(PortalHandler())
