"""Settings, read from the environment and safe without any of it.

| variable | meaning | default |
|---|---|---|
| `FAMILYCARE_DEBUG` | development: error pages with detail, no HTTPS demanded | off |
| `FAMILYCARE_SECRET_KEY` | signs sessions; production needs one of 50 characters | a fixed one while debugging only |
| `FAMILYCARE_ALLOWED_HOSTS` | host names, separated by commas | `localhost,127.0.0.1` |
| `FAMILYCARE_TRUSTED_ORIGINS` | origins of forms behind a proxy, separated by commas | none |
| `FAMILYCARE_BEHIND_PROXY` | trust `X-Forwarded-Proto` and `X-Forwarded-For` of a proxy that always sets them | off |
| `FAMILYCARE_VAR` | folder of what the application writes: the SQLite file, collected static files | `var` |
| `FAMILYCARE_UPLOAD_MB` | the biggest register that a browser may send; bigger ones go in by command | 200 |
| `FAMILYCARE_EMAIL_FROM` | the sender of e-mails | `familycare@localhost` |
| `FAMILYCARE_URL` | where people open the application: for links in e-mails | the first allowed host |
| `EMAIL_URL` | `smtp+tls://user:password@host:587`, `consolemail://` | `smtp://localhost:25`, debugging: the latter |
| `DATABASE_URL` | `postgres://user:password@host/name` or `sqlite:///path` | SQLite in `FAMILYCARE_VAR` |
"""

from pathlib import Path

import environ
from csp import constants as csp
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = env.bool("FAMILYCARE_DEBUG", default=False)
VAR = Path(env("FAMILYCARE_VAR", default=str(BASE_DIR / "var")))

DEVELOPMENT_KEY = "development-only-" + "x" * 50
SECRET_KEY = env("FAMILYCARE_SECRET_KEY", default=DEVELOPMENT_KEY if DEBUG else "")
if not DEBUG and (SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured(
        "Brak klucza FAMILYCARE_SECRET_KEY (co najmniej 50 znaków). "
        "Do pracy na własnym komputerze ustaw FAMILYCARE_DEBUG=1."
    )

ALLOWED_HOSTS = env.list("FAMILYCARE_ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("FAMILYCARE_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "familycare",
    "familycare.accounts",
    "familycare.audit",
    "familycare.centre",
    "cases",
    "assistants",
    "reporting",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "familycare.audit.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "familycare.urls"
WSGI_APPLICATION = "familycare.wsgi.application"

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
                "familycare.access.rights",
                "familycare.navigation.navigation",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "components/table.html"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'familycare.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    Path(DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Writers wait for one another instead of failing, and take the lock when they begin:
    # a rule that is checked and then written (a free place) cannot change in between.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
    }
else:
    # Turning queries into machine code takes longer than running them.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["familycare.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "login"

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FAMILYCARE_EMAIL_FROM", default="familycare@localhost")
PUBLIC_URL = env("FAMILYCARE_URL", default="http://localhost:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}")

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "polski")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True

REGISTER_UPLOAD_BYTES = env.int("FAMILYCARE_UPLOAD_MB", default=200) * 1024 * 1024

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
BEHIND_PROXY = env.bool("FAMILYCARE_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A page may load what this server sends, and nothing may stand inside the page but its text.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "font-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],  # Bootstrap draws the arrows of its fields in its style sheet
        "connect-src": [csp.SELF],
        "form-action": [csp.SELF],
        "frame-ancestors": [csp.NONE],
        "base-uri": [csp.NONE],
    }
}
