"""Settings, read from the environment; the defaults are safe for production.

| variable | meaning | default |
|---|---|---|
| `FAMILYCARE_DEBUG` | development: detailed error pages, no HTTPS required | off |
| `FAMILYCARE_SECRET_KEY` | signs sessions; at least 50 characters | a fixed one in development only |
| `FAMILYCARE_ALLOWED_HOSTS` | host names, separated by commas | `localhost,127.0.0.1` |
| `FAMILYCARE_TRUSTED_ORIGINS` | trusted origins of forms behind a proxy, separated by commas | none |
| `FAMILYCARE_BEHIND_PROXY` | trust `X-Forwarded-Proto` and `X-Forwarded-For` of a proxy that always sets them | off |
| `FAMILYCARE_VAR` | folder for data: the SQLite file, documents, collected static files | `var` |
| `FAMILYCARE_UPLOAD_MB` | maximum size of a register uploaded by browser; larger ones need the command | 200 |
| `FAMILYCARE_DOCUMENT_MB` | maximum size of a document attached to a family's file | 10 |
| `FAMILYCARE_SCANNER` | command that scans a document on its standard input for viruses: docs/documents.md | none |
| `FAMILYCARE_SECOND_FACTOR` | require a second factor from everybody | on; off in development |
| `FAMILYCARE_IDLE_MINUTES` | minutes without activity after which a user is signed out | 15 |
| `FAMILYCARE_SESSION_HOURS` | hours after signing in, after which a user is signed out even while working | 12 |
| `FAMILYCARE_INVITATION_DAYS` | days for which an invitation link is valid | 7 |
| `FAMILYCARE_DRAFT_DAYS` | days for which an unchanged draft is kept (`manage.py tidy`) | 90 |
| `FAMILYCARE_JOB_DAYS` | days for which the file of a job is kept, unless it is about persons: docs/jobs.md | 7 |
| `FAMILYCARE_EMAIL_FROM` | sender of e-mails | `familycare@localhost` |
| `FAMILYCARE_OIDC_URL` | issuer (OpenID Connect) of the centre's directory: docs/accounts.md | none |
| `FAMILYCARE_OIDC_CLIENT_ID` | client id of this application in the directory | none |
| `FAMILYCARE_OIDC_SECRET` | client secret | none |
| `FAMILYCARE_OIDC_NAME` | name of the directory on the sign-in button | `katalog ośrodka` |
| `FAMILYCARE_URL` | base URL of the application, for links in e-mails | none: required; development: this machine |
| `EMAIL_URL` | `smtp+tls://user:password@host:587`, `consolemail://` | `smtp://localhost:25`, development: the latter |
| `DATABASE_URL` | `postgres://user:password@host/name` or `sqlite:///path` | SQLite in `FAMILYCARE_VAR` |
| `FAMILYCARE_PGBOUNCER` | the database is behind pgbouncer in transaction mode | off |
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

THIS_MACHINE = ["localhost", "127.0.0.1"]
ALLOWED_HOSTS = env.list("FAMILYCARE_ALLOWED_HOSTS", default=THIS_MACHINE)
if DEBUG and set(ALLOWED_HOSTS) - {*THIS_MACHINE, "[::1]"}:
    raise ImproperlyConfigured(
        "FAMILYCARE_DEBUG pokazuje na stronach błędów wnętrze aplikacji i dane rodzin: działa tylko na tym komputerze "
        "(FAMILYCARE_ALLOWED_HOSTS: localhost, 127.0.0.1). Wyłącz je na serwerze."
    )
CSRF_TRUSTED_ORIGINS = env.list("FAMILYCARE_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "familycare",
    "familycare.accounts",
    "familycare.audit",
    "familycare.centre",
    "familycare.jobs",
    "cases",
    "assistants",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "familycare.web.headers.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "familycare.accounts.signing_in.middleware.CalmSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "familycare.audit.acting.ActorMiddleware",
    "familycare.audit.refusals.RefusalsMiddleware",
    "familycare.accounts.signing_in.middleware.SignedInMiddleware",
    "familycare.accounts.signing_in.middleware.SecondFactorMiddleware",
    "familycare.accounts.unsent_forms.middleware.UnsentFormsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "reporting.documents.steps.telling.tell_of_closed_days",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "familycare.web.null_bytes.reject_nul_bytes",
    "familycare.web.typed_text.uniform_texts",
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
                "familycare.accounts.rights.rights",
                "familycare.web.navigation.navigation",
                "familycare.accounts.context.account",
                "familycare.jobs.context.jobs",
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
    # Writers wait for each other instead of failing and take the lock at the start of a transaction, so that a rule
    # that is checked and then written (a free place) cannot be broken in between.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;",
    }
elif env.bool("FAMILYCARE_PGBOUNCER", default=False):
    # pgbouncer refuses connection options and keeps no cursor beyond a transaction. Set `jit = off` on the role.
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
else:
    # Compiling the queries takes longer than running them.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
if not DEBUG:  # the development server opens a thread for each request
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["familycare.accounts.signing_in.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"familycare.accounts.signing_in.password_rules.{name}"}
    for name in ("LongEnough", "NotOnlyDigits", "NotCommon", "UnlikeItsUser")
]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
PASSWORD_RESET_TIMEOUT = 2 * 3600  # seconds
INVITATION_DAYS = env.int("FAMILYCARE_INVITATION_DAYS", default=7)
SECOND_FACTOR = env.bool("FAMILYCARE_SECOND_FACTOR", default=not DEBUG)

# A user without activity for IDLE_SECONDS is signed out. Pages count exactly; the session lasts IDLE_SLACK longer,
# because it is saved at most that often (accounts/signing_in/session_length.py).
IDLE_SECONDS = env.int("FAMILYCARE_IDLE_MINUTES", default=15) * 60
IDLE_SLACK = 60
SESSION_COOKIE_AGE = IDLE_SECONDS + IDLE_SLACK
SESSION_SECONDS = env.int("FAMILYCARE_SESSION_HOURS", default=12) * 3600  # from signing in, whatever the activity
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in cookies: they name families
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "familycare.accounts.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # required by system checks; nobody signs up
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation verified the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = "familycare: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",  # all users of a centre may share one address
    "login_failed": "30/m/ip,5/5m/key",
}
ACCOUNT_FORMS = {
    "login": "familycare.accounts.signing_in.forms.SignInForm",
    "change_password": "familycare.accounts.signing_in.forms.PasswordChangeForm",
    "set_password": "familycare.accounts.signing_in.forms.PasswordSetForm",
    "reset_password": "familycare.accounts.signing_in.forms.PasswordResetForm",
    "reset_password_from_key": "familycare.accounts.signing_in.forms.PasswordResetKeyForm",
    "reauthenticate": "familycare.accounts.signing_in.forms.ReauthenticateForm",
}
MFA_ADAPTER = "familycare.accounts.signing_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A key that was found or stolen is worth nothing without the finger, face or PIN of its owner.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "familycare"
MFA_FORMS = {
    "authenticate": "familycare.accounts.signing_in.second_factor_forms.CodeForm",
    "reauthenticate": "familycare.accounts.signing_in.second_factor_forms.CodeAgainForm",
    "activate_totp": "familycare.accounts.signing_in.second_factor_forms.ActivateForm",
    "add_webauthn": "familycare.accounts.signing_in.second_factor_forms.PasskeyForm",
    "authenticate_webauthn": "familycare.accounts.signing_in.second_factor_forms.KeyForm",
    "edit_webauthn": "familycare.accounts.signing_in.second_factor_forms.PasskeyNameForm",
    "login_webauthn": "familycare.accounts.signing_in.second_factor_forms.KeyAloneForm",
    "reauthenticate_webauthn": "familycare.accounts.signing_in.second_factor_forms.KeyAgainForm",
}
SOCIALACCOUNT_ADAPTER = "familycare.accounts.signing_in.directory.DirectoryAdapter"
# By a link, because the content security policy would block the redirect after a form. A forged link is harmless: the
# directory asks the user, and the sign-in ends in their own account.
SOCIALACCOUNT_LOGIN_ON_GET = True
DIRECTORY = env("FAMILYCARE_OIDC_URL", default="")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "katalog",
                "name": env("FAMILYCARE_OIDC_NAME", default="katalog ośrodka"),
                "client_id": env("FAMILYCARE_OIDC_CLIENT_ID", default=""),
                "secret": env("FAMILYCARE_OIDC_SECRET", default=""),
                "settings": {"server_url": DIRECTORY},
            }
        ]
        if DIRECTORY
        else [],
    }
}
BEHIND_PROXY = env.bool("FAMILYCARE_BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)

# Sign-in attempts are counted here for all processes, across restarts, and so are recent deletions
# (familycare/lib/idempotent_delete.py). With a lower limit one would displace the other.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FAMILYCARE_EMAIL_FROM", default="familycare@localhost")
# Links in e-mails start with it. The host of a request is no substitute: whoever sends the request chooses it.
PUBLIC_URL = env("FAMILYCARE_URL", default="http://localhost:8000" if DEBUG else "").rstrip("/")
if not DEBUG and not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured(
        "Brak adresu aplikacji FAMILYCARE_URL, od którego zaczynają się odnośniki w e-mailach, "
        "na przykład https://asysta.osrodek.pl."
    )

LANGUAGE_CODE = "pl"
TIME_ZONE = "Europe/Warsaw"
USE_I18N = True
USE_TZ = True

DRAFT_DAYS = env.int("FAMILYCARE_DRAFT_DAYS", default=90)
JOB_DAYS = env.int("FAMILYCARE_JOB_DAYS", default=7)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
REGISTER_UPLOAD_BYTES = env.int("FAMILYCARE_UPLOAD_MB", default=200) * 1024 * 1024
NOTE_BYTES = 5 * 1024 * 1024  # a county's note, as a workbook
DATA_UPLOAD_MAX_NUMBER_FIELDS = 15_000  # a table of the editor has up to 500 rows with some 25 fields each
SHEET_UPLOAD_BYTES = 20 * 1024 * 1024
DEFINITION_BYTES = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2  # a form has one, and says so if it gets two
FILE_UPLOAD_HANDLERS = [
    "familycare.web.uploads.FormFileUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Documents of families are outside the static folders and are only served after an access check.
ATTACHMENTS = VAR / "attachments"
ATTACHMENT_BYTES = env.int("FAMILYCARE_DOCUMENT_MB", default=10) * 1024 * 1024
PAPER_TEMPLATE_BYTES = 5 * 1024 * 1024
SCANNER = env("FAMILYCARE_SCANNER", default="")
SCANNER_SECONDS = 30

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if not DEBUG:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

# Browsers accept cookies with this prefix only over HTTPS and from this host.
COOKIE_PREFIX = "" if DEBUG else "__Host-"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_FAILURE_VIEW = "familycare.accounts.views.refusals.forged_form"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A page may load only what this server sends, and other sites cannot embed it.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.SELF],
        "style-src": [csp.SELF],
        "font-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],  # arrows of Bootstrap's fields, QR code of the second factor
        "connect-src": [csp.SELF],
        "form-action": [csp.SELF],
        "frame-ancestors": [csp.NONE],
        "base-uri": [csp.NONE],
    }
}

# Errors go to standard error, without personal data (familycare/web/log_formatter.py), and are not e-mailed.
ADMINS = MANAGERS = []
if not DEBUG:
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "quiet": {
                "()": "familycare.web.log_formatter.PrivateFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    }
