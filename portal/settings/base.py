"""Common settings. Values that differ between installations come from environment variables."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE

from portal.operations.privacy import private_folder
from portal.settings import environment as env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = private_folder(Path(env.text("VAR_DIR", str(BASE_DIR / "var"))))

# Its scheme determines secure cookies and redirects, its host the Site row.
SITE_URL = env.origin("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}")
SITE_NAME = "Vivre ensemble"
SERVED_OVER_HTTPS = SITE_URL.startswith("https://")

DEBUG = False
MAINTENANCE = env.flag("MAINTENANCE")
SECRET_KEY = env.secret_key("SECRET_KEY", kept_in=VAR_DIR / "secret-key", required=SERVED_OVER_HTTPS)
ALLOWED_HOSTS = [
    urlsplit(SITE_URL).hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.words("ALLOWED_HOSTS"),
]

INSTALLED_APPS = [
    "portal.operations",
    "portal.demo",
    "home",
    "home.catalogue",
    "projects.walks",
    "projects.scheduling",
    "projects.registrations",
    "projects.subscriptions",
    "projects.proposals",
    "projects.concertation",
    "projects.posters",
    "projects.calendars",
    "projects.agenda",
    "projects.parks",
    "methods",
    "portal.api",
    "portal.handouts",
    "portal.related_pages",
    "portal.trash",
    "portal.translation",
    "portal.writing",
    "portal.statistics",
    "portal.content",
    "portal.publishing",
    "portal.vocabulary",
    "portal.media",
    "portal.people",
    "portal.territory",
    "portal.mail",
    "portal.documents",
    "portal.forms",
    "portal.search",
    "portal.caching",
    "portal.tasks",
    "post_office",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.routable_page",
    "portal.people.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.caching.middleware.SharedAnswersMiddleware",
    "portal.operations.middleware.ContentSecurityPolicyMiddleware",
    "portal.operations.middleware.MaintenanceMiddleware",
    "portal.operations.middleware.ReadersDoNotWaitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.operations.middleware.UnreadableAddressMiddleware",
    "portal.operations.error_pages.ErrorPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.operations.cross_origin.TokenMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.operations.unchecked.UncheckedRequestMiddleware",
    "portal.publishing.middleware.IncompletePagesMiddleware",
    "portal.statistics.middleware.PageViewsMiddleware",
    "portal.trash.middleware.TrashMiddleware",
    "portal.content.middleware.MovedPagesMiddleware",
]

# Functions called with each published page, however it is published.
AFTER_PUBLICATION = [
    "portal.content.services.inherit_park",
    "projects.agenda.receivers.announce_place",
    "projects.proposals.receivers.announce_publication",
    "portal.translation.services.note_changes",
    "portal.writing.links.services.forget_mended",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.navigation.navigation",
            ],
        },
    },
]

# Databases and caches

DATABASES = {"default": env.database("DATABASE_URL", sqlite_file=VAR_DIR / "portal.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in limits are counted in this cache: several processes must share one, hence Redis (see checks.py).
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "portal.operations.cache.PortalCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
#: Memory of each server process for the pages that visitors read, in bytes; 0 keeps none.
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", 32) * 1024 * 1024

# Users and sign-in: under the admin path, no sign-up, rate limits, optional second factor

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = "/admin/compte/login/"
ACCOUNT_ADAPTER = "portal.mail.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.people.sign_in_forms.LoginForm",
    "reset_password": "portal.mail.accounts.ResetForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# Number of proxies in front, so that limits count the visitor's IP address and not theirs.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

# Languages: an interface language is available once its .po exists

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# Static files and uploads

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "portal.operations.static_files.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
S3_BUCKET = env.text("S3_BUCKET")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
            "region_name": env.text("S3_REGION") or None,
            "file_overwrite": False,
            # Permanent URLs: the bucket makes `images/` public, and nothing else.
            "querystring_auth": False,
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "letters": {"BACKEND": "portal.mail.files.DatabaseStorage"},
    "staticfiles": {"BACKEND": "portal.operations.static_files.PortalStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
#: Limit of a request with files, in bytes; the size of one file is limited by its field.
MOST_BYTES_SENT = 40 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "portal.operations.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Emails are queued (portal.mail) and sent by `manage.py work`. Without EMAIL_HOST none is sent: they stay
# readable in the admin, which says so.

EMAIL_HOST = env.text("EMAIL_HOST")
MAIL_LEAVES = bool(EMAIL_HOST)
EMAIL_BACKEND = "portal.mail.backend.QueueBackend"
#: The backend that the worker sends with.
MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
#: Attachments are stored in the database, like the emails.
POST_OFFICE = {"FILE_STORAGE": "letters"}
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "vivre-ensemble@example.org")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
#: How long sent emails can be read in the admin.
MAIL_KEPT_DAYS = env.number("MAIL_KEPT_DAYS", 30)

#: How long a deleted page can be restored.
TRASH_KEPT_DAYS = env.number("TRASH_KEPT_DAYS", 30)

# Registrations and subscriptions

#: How long after a date the registrants' data is kept; after that, only numbers.
REGISTRATIONS_KEPT_DAYS = env.number("REGISTRATIONS_KEPT_DAYS", 30)
#: Forms per hour from one IP address: a village hall may share one, but a bot sends as many in minutes.
REGISTRATIONS_PER_HOUR = env.number("REGISTRATIONS_PER_HOUR", 200)
#: The same for subscriptions to the agenda by email.
SUBSCRIPTIONS_PER_HOUR = env.number("SUBSCRIPTIONS_PER_HOUR", 120)

# Proposals of events

#: How long the proposer's data is kept after the reply, and without a reply.
PROPOSALS_KEPT_DAYS = env.number("PROPOSALS_KEPT_DAYS", 30)
PROPOSALS_WAIT_DAYS = env.number("PROPOSALS_WAIT_DAYS", 90)
#: Forms per hour from one IP address.
PROPOSALS_PER_HOUR = env.number("PROPOSALS_PER_HOUR", 60)

# Page views: one number per public page and day, without data about readers

COUNT_PAGE_VIEWS = env.flag("COUNT_PAGE_VIEWS", default=True)
PAGE_VIEWS_KEPT_DAYS = env.number("PAGE_VIEWS_KEPT_DAYS", 400)
SOUGHT_KEPT_DAYS = env.number("SOUGHT_KEPT_DAYS", 90)

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *env.words("PICTURE_HOSTS")],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Wagtail's admin needs inline scripts and styles, and previews of pictures before upload.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:", *env.words("PICTURE_HOSTS")],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_FAILURE_VIEW = "portal.operations.error_pages.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SERVED_OVER_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SERVED_OVER_HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^sante/$"]
if env.flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # TokenMiddleware is a subclass of the CSRF middleware.
    "security.W003",
    # Subdomains and browser preload lists concern more than this site: the domain's owner decides.
    "security.W005",
    "security.W021",
    # The admin shows previews in frames of the same origin.
    "security.W019",
]

# Wagtail

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
# A new translation is a draft: else it would be public at once, still in French.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# URLs are printed and typed again: ASCII slugs only.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.media.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.search.backends"}}
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
TAGGIT_CASE_INSENSITIVE = True
# The admin sends no request to other sites.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# The read-only API, and the licence of its data (the owner may choose another)
WAGTAILAPI_BASE_URL = SITE_URL
WAGTAILAPI_LIMIT_MAX = 50
OPEN_DATA_LICENCE = {
    "name": "Licence Ouverte 2.0 (Etalab)",
    "url": "https://spdx.org/licenses/etalab-2.0.html",
}

COMPONENT_GALLERY = env.flag("COMPONENT_GALLERY")

# Removes secrets from all log records.
LOGGING_CONFIG = "portal.operations.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        # Its errors contain recipients; `portal.mail` logs failures without them.
        "post_office": {"handlers": ["nowhere"], "propagate": False},
        # Django's default handler would email whole requests to administrators.
        "django": {"handlers": [], "level": "INFO"},
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
