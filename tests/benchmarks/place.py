"""Where the benchmarks run: a database of their own, on a server that writes to disk as in earnest.

The tests' server is told not to wait for the disk; figures from it would flatter every write.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from caseload.access.database_roles import Login, make_database, make_roles, prepare_database
from tools import embedded

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "var" / "bench-postgres"
DATABASE = "caseload_bench"
TRIAL = "caseload_bench_trial"
"""A clone without contacts, for measurements that change triggers."""

_SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "CASELOAD_SECRET_KEY": "for-benchmarks-only-" + "x" * 50,
    "CASELOAD_CONTEXT_KEY": "5b" * 32,
    "CASELOAD_SEARCH_KEY": "b5" * 32,
    "CASELOAD_WEBHOOK_KEY": "7c" * 32,
    "CASELOAD_ALLOWED_HOSTS": "testserver,127.0.0.1",
    "CASELOAD_DEBUG": "0",
    "CASELOAD_DEMO": "1",
    "CASELOAD_STAFF_REQUESTS_PER_MINUTE": "1000000",
    "CASELOAD_SEARCHES_PER_MINUTE": "1000000",
}


@dataclass(frozen=True)
class Place:
    """The administrator's address; the others follow from it."""

    admin: str

    def url(self, database: str, role: str | None = None) -> str:
        parts = urlsplit(self.admin)
        if role is not None:
            host = parts.netloc.rpartition("@")[2]
            password = f":{_password()}" if parts.password else ""
            parts = parts._replace(netloc=f"{role}{password}@{host}")
        return urlunsplit(parts._replace(path=f"/{database}"))

    def settle(self, database: str) -> None:
        """Set this process's environment, before Django reads it."""
        os.environ |= _SETTINGS | {
            "CASELOAD_ADMIN_URL": self.admin,
            "CASELOAD_DATABASE_URL": self.url(database, "caseload_app"),
            "CASELOAD_MIGRATE_URL": self.url(database, "caseload_migrate"),
        }
        os.environ.setdefault("CASELOAD_POOL_SIZE", "0")

    def administrator(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.url(database), autocommit=True)

    def holds(self, size: str) -> bool:
        """The database is there and was filled to this size by this state of the code."""
        with self.administrator() as admin:
            row = admin.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
                [DATABASE],
            ).fetchone()
        return row is not None and row[0] == size

    def make_anew(self) -> None:
        """An empty database with its roles; whatever had its name is gone."""
        with self.administrator() as admin:
            for name in (DATABASE, TRIAL):
                admin.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )
            make_roles(
                admin,
                app=Login.of(self.url(DATABASE, "caseload_app"), "caseload_app"),
                migrate=Login.of(self.url(DATABASE, "caseload_migrate"), "caseload_migrate"),
            )
            make_database(admin, DATABASE)
        with self.administrator(DATABASE) as inside:
            prepare_database(inside)

    def clone_for_trials(self) -> None:
        with self.administrator() as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER caseload_owner TEMPLATE {}").format(
                    sql.Identifier(TRIAL), sql.Identifier(DATABASE)
                )
            )
            admin.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO caseload_app, caseload_migrate").format(
                    sql.Identifier(TRIAL)
                )
            )

    def mark(self, size: str) -> None:
        with self.administrator() as admin:
            admin.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(DATABASE), sql.Literal(size)
                )
            )

    def tidy(self) -> None:
        """Statistics and visibility map as a quiet night leaves them."""
        with self.administrator(DATABASE) as admin:
            admin.execute("VACUUM ANALYZE")


@contextmanager
def found() -> Iterator[Place]:
    """The embedded server, or the one whose administrator ``CASELOAD_ADMIN_URL`` names."""
    if named := os.environ.get("CASELOAD_ADMIN_URL"):
        yield Place(named)
        return
    with embedded.hold(SERVER, durable=True) as admin:
        yield Place(admin)


def _password() -> str:
    """On a server of the operator's own: made once and remembered, because roles stay."""
    kept = ROOT / "var" / "bench-password"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(24), encoding="utf-8")
    return kept.read_text(encoding="utf-8")
