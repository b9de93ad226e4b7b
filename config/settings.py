"""One settings file, secure by default; ``config.env`` says in a paragraph what is missing."""

from config import env

BASE_DIR = env.BASE_DIR

SECRET_KEY = env.text("CASELOAD_SECRET_KEY", example="fifty random characters")
CASELOAD_CONTEXT_KEY = env.key("CASELOAD_CONTEXT_KEY")
CASELOAD_SEARCH_KEY = env.key("CASELOAD_SEARCH_KEY")
CASELOAD_WEBHOOK_KEY = env.key("CASELOAD_WEBHOOK_KEY")
CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES = env.flag("CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES")
CASELOAD_BEHIND_POOLER = env.flag("CASELOAD_BEHIND_POOLER")
CASELOAD_DEMO = env.flag("CASELOAD_DEMO")
CASELOAD_TRUSTED_PROXIES = env.number("CASELOAD_TRUSTED_PROXIES", default=0)
CASELOAD_STAFF_REQUESTS_PER_MINUTE = env.number("CASELOAD_STAFF_REQUESTS_PER_MINUTE", default=600)
CASELOAD_PARTNER_REQUESTS_PER_MINUTE = env.number(
    "CASELOAD_PARTNER_REQUESTS_PER_MINUTE", default=120
)
CASELOAD_PARTNER_REQUESTS_PER_DAY = env.number("CASELOAD_PARTNER_REQUESTS_PER_DAY", default=10_000)
CASELOAD_TOKENS_PER_MINUTE = env.number("CASELOAD_TOKENS_PER_MINUTE", default=20)
CASELOAD_SEARCHES_PER_MINUTE = env.number("CASELOAD_SEARCHES_PER_MINUTE", default=30)
DEBUG = env.flag("CASELOAD_DEBUG")
ALLOWED_HOSTS = env.names("CASELOAD_ALLOWED_HOSTS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_linear_migrations",
    "guardian",
    "simple_history",
    "oauth2_provider",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "caseload.audit",
    "caseload.access",
    "caseload.accounts",
    "caseload.vocabulary",
    "caseload.clients",
    "caseload.tasks",
    "caseload.contacts",
    "caseload.consents",
    "caseload.referrals",
    "caseload.exchange",
    "caseload.dashboards",
    "caseload.api",
    "caseload.demo",
]

MIDDLEWARE = [
    "caseload.api.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# A statement may wait five seconds for a lock and must still say so itself (api.md §1.5).
# Where the database is and who this process is: the unprivileged login role.
_SERVING_LIMITS = (
    "-c statement_timeout=7s -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s"
)
DATABASES = {
    "default": env.database(
        env.text("CASELOAD_DATABASE_URL", example="postgresql://caseload_app:…@host/caseload"),
        pool_size=env.number("CASELOAD_POOL_SIZE", default=0),
        libpq_options=_SERVING_LIMITS,
    )
}
if _migrate_url := env.text("CASELOAD_MIGRATE_URL", default=""):
    # Deployment only: its credential is not on the running host (access-and-audit.md §2).
    DATABASES["owner"] = env.database(_migrate_url, libpq_options="-c role=caseload_owner")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["caseload.accounts.sign_in.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/sign-in"

# Generic and model-level grants do not exist; the anonymous user is nobody (GU1, GU4).
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
# Its backend is not hooked on purpose: access.scope alone answers, with expiry and exclusions.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

OAUTH2_PROVIDER_APPLICATION_MODEL = "accounts.Application"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": 900,
    "AUTHORIZATION_CODE_EXPIRE_SECONDS": 60,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 36_000,
    "ROTATE_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "PKCE_REQUIRED": True,
    "SCOPES_BACKEND_CLASS": "caseload.api.program_tokens.Scopes",
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https", "http"] if CASELOAD_DEMO else ["https"],
    **{
        f"COMPLIANT_BCP_RFC9700_{gate}": True
        for gate in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_SCHEME",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
    "OAUTH2_VALIDATOR_CLASS": "caseload.api.program_tokens.Validator",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Caseload",
    "DESCRIPTION": (
        "Caseload management for charities that support families. What you may not see answers "
        "exactly like what does not exist."
    ),
    "VERSION": "1.0.0",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "caseload.api.schema.finish",
    ],
    "ENUM_NAME_OVERRIDES": {
        "CaseState": "caseload.clients.states.CaseState.choices",
        "ConsentAnswer": "caseload.consents.models.consent.Answer.choices",
        "DataCategory": "caseload.core.sharing.DataCategory.choices",
        "OutcomeEnum": "caseload.clients.models.protected_match.MatchOutcome.choices",
        "MatchState": "caseload.clients.models.protected_match.MatchState.choices",
        "IntakeRowOutcome": "caseload.referrals.intake_lists.Outcome.choices",
        "IntakeState": "caseload.referrals.models.intake.IntakeState.choices",
        "RouteKind": "caseload.clients.models.safe_contact.RouteKind.choices",
        "ReferralState": "caseload.referrals.models.referral.ReferralState.choices",
        "ReceivedReferralState": "caseload.referrals.models.referral_face.FaceState.choices",
    },
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = None

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["caseload.api.authentication.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["caseload.api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "caseload.api.schema.CaseloadSchema",
    "EXCEPTION_HANDLER": "caseload.api.problems.answer_exception",
    "DEFAULT_VERSIONING_CLASS": None,
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
}

SESSION_COOKIE_NAME = "__Host-caseload" if not DEBUG and not CASELOAD_DEMO else "caseload"
SESSION_COOKIE_SECURE = not CASELOAD_DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Idle: each visit of a signed-in page moves it. Ten hours in all are caseload.api.oauth's.
SESSION_COOKIE_AGE = 900
CSRF_FAILURE_VIEW = "caseload.api.documents.csrf_failed"
CSRF_COOKIE_SECURE = not CASELOAD_DEMO
SECURE_SSL_REDIRECT = not CASELOAD_DEMO and not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if CASELOAD_DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"

TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
WHITENOISE_USE_FINDERS = True
MIGRATION_MODULES: dict[str, str] = {}
SIMPLE_HISTORY_ENABLED = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Their lines hold addresses as they were typed, and tracebacks with values; whatever goes wrong
    # in a request is said by caseload.api.problems, without either.
    "loggers": {
        name: {"handlers": [], "level": "CRITICAL", "propagate": False}
        for name in ("django.request", "django.security", "oauth2_provider", "oauthlib")
    },
}
