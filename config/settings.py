"""One settings file for development, tests and production: it reads only the environment.

docs/running.md lists every variable. What is unsafe is off unless a variable turns it on.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from . import celery  # noqa: F401 (shared tasks find their application in every process)
from .desk_hours import desk_hours
from .logs import plain_refusals
from .stores import snapshots_store

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DESK_NAME = env("DESK_NAME", default="Plumbline")
PUBLIC_URL = env("PUBLIC_URL", default="http://localhost:8000").rstrip("/")

# Where run-time files live: mail written to files, saved copies.
VAR_DIR = Path(env("PLUMBLINE_VAR", default=str(BASE_DIR / "var")))

# Demo logins have published passwords: they work only where this is set, and only from loopback.
DEMO_LOGINS = env.bool("DEMO_LOGINS", default=False)

INSTALLED_APPS = [
    "newsroom.accounts",
    "newsroom.captures",
    "newsroom.history",
    "newsroom.notices",
    "newsroom.pulse",
    # Before claims, because its bench command is that of claims and more.
    "verification",
    "claims",
    "config.admin_site.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "csp",
    "rules",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.caching.PrivatePagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.accounts.context.desk",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The application runs as one role and migrates as another, so that PostgreSQL itself can refuse
# the running role what nobody may do: rewriting history. See docs/adr/0001-database-and-broker.md.
DATABASES = {
    "default": env.db_url("DATABASE_URL"),
    "owner": env.db_url("DATABASE_OWNER_URL", default=env("DATABASE_URL")),
}
for _database in DATABASES.values():
    _database["CONN_HEALTH_CHECKS"] = True
    _database["CONN_MAX_AGE"] = 60
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "newsroom.accounts.backends.DeskBackend",
]
# An e-mail address is unique whatever its case, by a constraint that this check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "accounts:login"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "newsroom.accounts.backends.name_tried"
AXES_LOCKOUT_TEMPLATE = "errors/429.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_I18N = True
USE_TZ = True
# When the desk is at work, in TIME_ZONE, and with it everybody without hours of their own.
DESK_HOURS = desk_hours(env("DESK_HOURS", default="mon-fri 9:00-18:00"))

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Saved copies lie in a folder unless SNAPSHOTS_URL names a bucket.
    "snapshots": snapshots_store(env("SNAPSHOTS_URL", default=""), VAR_DIR / "snapshots"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Unhashed names keep working where `collectstatic` has not run, as in tests.
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_USE_FINDERS = env.bool("STATIC_FROM_SOURCE", default=DEBUG)
if WHITENOISE_USE_FINDERS:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# Mail goes to a folder, shown on the status page, until EMAIL_URL names a server.
if env("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Plumbline <desk@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "newsroom.accounts.views.csrf_failure"
# A pasted transcript of a day in parliament is about 3 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# An action on a thousand rows names each, and a few fields more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1100

HTTPS = env.bool("HTTPS", default=False)
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Which spaCy model reads the documents; empty picks the best one installed.
SPACY_MODEL = env("SPACY_MODEL", default="")
# The file of a scorer that this desk has trained; empty takes the shipped one. See
# `manage.py train checkworthiness`.
CHECKWORTHINESS_MODEL = env("CHECKWORTHINESS_MODEL", default="")
# How often what a lost message left behind is looked for, and how long a worker's claim on a
# piece of work holds without a heartbeat.
SWEEP_SECONDS = env.int("SWEEP_SECONDS", default=10)
LEASE_SECONDS = env.int("LEASE_SECONDS", default=20)

# The live pages that evidence was cited from are read again; off, they are only noted.
FIGURE_WATCH = env.bool("FIGURE_WATCH", default=True)

REDIS_URL = env("REDIS_URL")

# Addresses beyond the open internet that the fetcher may dial all the same. There are none, and
# no variable adds any: it is for tests, whose sites are on loopback.
FETCH_ALLOW: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "plain_refusals": {"()": "django.utils.log.CallbackFilter", "callback": plain_refusals}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "csp": {"level": "WARNING"},
        "django.request": {"filters": ["plain_refusals"]},
    },
}
