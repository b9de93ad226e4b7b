"""What the suite runs with, put in place before Django reads its settings.

The operator's own settings do not steer the tests, with one exception: CASELOAD_DATABASE_URL and
CASELOAD_ADMIN_URL together name the PostgreSQL to use instead of the embedded one. The databases
on it are always the suite's own.
"""

import hashlib
import os
import secrets
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings

from tools import embedded

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "var" / "test-postgres"

# Whatever decides how the template database looks. Pages, routes and rules do not.
_DECIDES = (
    "caseload/*/migrations/**/*.py",
    "caseload/*/migrations/**/*.sql",
    "caseload/*/models.py",
    "caseload/*/models/*.py",
    "caseload/access/**/*.py",
    "caseload/accounts/*.py",
    "caseload/audit/*.py",
    "caseload/core/constraints.py",
    "caseload/vocabulary/*.py",
    "caseload/vocabulary/*.json",
    "tests/support/standard.py",
    "tests/support/build_template.py",
)
_SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "CASELOAD_SECRET_KEY": "for-tests-only-" + "x" * 50,
    "CASELOAD_CONTEXT_KEY": "5a" * 32,
    "CASELOAD_SEARCH_KEY": "a5" * 32,
    "CASELOAD_WEBHOOK_KEY": "6b" * 32,
    "CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES": "1",
    "CASELOAD_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CASELOAD_DEBUG": "0",
    "CASELOAD_DEMO": "1",
    "CASELOAD_POOL_SIZE": "0",
    "CASELOAD_STAFF_REQUESTS_PER_MINUTE": "1000000",
    "CASELOAD_SEARCHES_PER_MINUTE": "1000000",
    "HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / "var" / "hypothesis"),
}


def prepare() -> None:
    """Set the environment of this process: called once, by ``conftest`` when it is imported."""
    if settings.configured:
        raise SystemExit(
            "Unset DJANGO_SETTINGS_MODULE: Django read its settings before the tests' stood."
        )
    admin, app = os.environ.get("CASELOAD_ADMIN_URL"), os.environ.get("CASELOAD_DATABASE_URL")
    if app and not admin:
        raise SystemExit(
            "CASELOAD_DATABASE_URL names a PostgreSQL of your own, so the tests need "
            "CASELOAD_ADMIN_URL too: an administrator there (CREATEROLE, CREATEDB) who makes the "
            "test databases. Unset both to use the embedded PostgreSQL."
        )
    if not (admin and app):
        admin = embedded.url(SERVER)
        where = urlsplit(admin).query
        app = f"postgresql://caseload_app@/caseload?{where}"
        os.environ["CASELOAD_MIGRATE_URL"] = f"postgresql://caseload_migrate@/caseload?{where}"
    os.environ |= _SETTINGS
    # WhiteNoise warns where nothing was collected yet.
    (ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
    os.environ["CASELOAD_ADMIN_URL"] = admin
    os.environ["CASELOAD_DATABASE_URL"] = named(app, clone_name())
    migrate = os.environ.get("CASELOAD_MIGRATE_URL") or _migrate_url(app)
    os.environ["CASELOAD_MIGRATE_URL"] = named(migrate, clone_name())


def uses_embedded_server() -> bool:
    """Asked of the address, because workers of one run inherit what the first process set."""
    return os.environ["CASELOAD_ADMIN_URL"] == embedded.url(SERVER)


def template_name() -> str:
    return f"caseload_test_{fingerprint()}"


def clone_name() -> str:
    """One database a process, so that two runs never meet."""
    return f"{template_name()}_{os.getpid()}"


@cache
def fingerprint() -> str:
    """Changes with the code that decides the template, so that a stale one is never used."""
    whole = hashlib.sha256()
    for path in sorted({path for pattern in _DECIDES for path in ROOT.glob(pattern)}):
        whole.update(str(path.relative_to(ROOT)).encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _migrate_url(app: str) -> str:
    """On a server of the operator's own: a login made once and remembered."""
    kept = ROOT / "var" / "test-migrate-password"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(24), encoding="utf-8")
    parts = urlsplit(app)
    host = parts.netloc.rpartition("@")[2]
    password = quote(kept.read_text(encoding="utf-8"))
    return urlunsplit(parts._replace(netloc=f"caseload_migrate:{password}@{host}"))
