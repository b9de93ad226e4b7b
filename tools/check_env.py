"""Settings for looking at the code only: throw-away secrets and a database that nobody has."""

import secrets

NOWHERE = "host=/nonexistent/caseload-check"


def check_environment() -> dict[str, str]:
    return {
        "CASELOAD_SECRET_KEY": secrets.token_urlsafe(48),
        "CASELOAD_CONTEXT_KEY": secrets.token_hex(32),
        "CASELOAD_SEARCH_KEY": secrets.token_hex(32),
        "CASELOAD_WEBHOOK_KEY": secrets.token_hex(32),
        "CASELOAD_DATABASE_URL": f"postgresql://caseload_app@/caseload?{NOWHERE}",
        "CASELOAD_MIGRATE_URL": f"postgresql://caseload_migrate@/caseload?{NOWHERE}",
        "CASELOAD_ALLOWED_HOSTS": "caseload.example.org",
        "CASELOAD_DEBUG": "0",
        "CASELOAD_DEMO": "0",
        "CASELOAD_POOL_SIZE": "0",
    }
