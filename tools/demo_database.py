"""Whether a database may be used for a demo, and how a demo is taken away again.

The embedded PostgreSQL is ours alone. In somebody's own PostgreSQL a demo goes
only into a database that is new, empty, or one this copy of Caseload made for
a demo, and only such a database is ever dropped.
"""

import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tools import demo_env, embedded
from tools.problem import Problem

MADE_HERE = demo_env.VAR / "demo-database"

_HOLDS_TABLES = """
    SELECT EXISTS (
        SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
          AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'
    )
"""


def remove() -> None:
    """Take the demo away: database and secrets."""
    if not demo_env.external():
        embedded.delete(demo_env.DATABASE)
        demo_env.forget()
        return
    settings = demo_env.settings()
    if _exists(settings):
        if not (_is_demo(settings) or _empty(settings)):
            raise Problem(
                f"{_name(settings)} holds something other than a demo, so it is not removed. "
                "Nothing was changed."
            )
        _drop(settings)
    # The roles stay in the server, so the passwords that were made for them stay in var/env.
    MADE_HERE.unlink(missing_ok=True)


def refuse_what_is_not_a_demo(settings: dict[str, str]) -> None:
    """Asked before roles, tables or rows are made."""
    if not demo_env.external() or not _exists(settings):
        return
    if not (_made_here(settings) or _empty(settings) or _is_demo(settings)):
        raise Problem(
            f"The database {_name(settings)} holds something other than a demo, and a demo does "
            "not go into it. Name an empty or a new database in CASELOAD_DATABASE_URL. Nothing "
            "was changed."
        )


def remember(settings: dict[str, str]) -> None:
    """Note that this database is a demo in the making: a run that is cut off can be taken up."""
    if demo_env.external():
        MADE_HERE.write_text(_identity(settings) + "\n", encoding="utf-8")


def _made_here(settings: dict[str, str]) -> bool:
    return MADE_HERE.exists() and MADE_HERE.read_text(encoding="utf-8").strip() == _identity(
        settings
    )


def _is_demo(settings: dict[str, str]) -> bool:
    asked = subprocess.run(
        [sys.executable, "manage.py", "demo_data", "--is-demo"],
        cwd=demo_env.ROOT,
        env=demo_env.environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return asked.returncode == 0


def _exists(settings: dict[str, str]) -> bool:
    with _administrator(settings) as admin:
        found = admin.execute(
            "SELECT FROM pg_database WHERE datname = %s", [_name(settings)]
        ).fetchone()
    return found is not None


def _empty(settings: dict[str, str]) -> bool:
    with _administrator(settings, database=_name(settings)) as admin:
        row = admin.execute(_HOLDS_TABLES).fetchone()
    return row is not None and not row[0]


def _drop(settings: dict[str, str]) -> None:
    with _administrator(settings) as admin:
        owner = admin.execute(
            "SELECT pg_get_userbyid(datdba), pg_has_role(datdba, 'SET') "
            "FROM pg_database WHERE datname = %s",
            [_name(settings)],
        ).fetchone()
        try:
            if owner and owner[1]:
                admin.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(owner[0])))
            admin.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(settings)))
            )
        except psycopg.Error as error:
            raise Problem(f"The demo database could not be dropped: {error}") from error


def _administrator(
    settings: dict[str, str], *, database: str | None = None
) -> psycopg.Connection[tuple[Any, ...]]:
    parts = urlsplit(settings["CASELOAD_ADMIN_URL"])
    if database is not None:
        parts = parts._replace(path=f"/{database}")
    try:
        return psycopg.connect(urlunsplit(parts), autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        raise Problem(
            f"The administrator that CASELOAD_ADMIN_URL names cannot connect: {error}"
        ) from error


def _name(settings: dict[str, str]) -> str:
    return urlsplit(settings["CASELOAD_DATABASE_URL"]).path.lstrip("/")


def _identity(settings: dict[str, str]) -> str:
    parts = urlsplit(settings["CASELOAD_DATABASE_URL"])
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
