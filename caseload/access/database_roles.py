"""The roles of access-and-audit.md §2 and how they are made.

One installation a cluster: PostgreSQL's roles are cluster-wide. Repeatable, and an existing
password is never changed.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

OLDEST_POSTGRESQL = 160_000
NO_LOGIN = (
    "caseload_owner",
    "caseload_own",
    "caseload_wide",
    "caseload_partner",
    "caseload_policy",
    "caseload_audit",
    "caseload_relay",
)
SHAPES = ("caseload_own", "caseload_wide", "caseload_partner", "caseload_relay")
EVERYBODY = (*NO_LOGIN, "caseload_app", "caseload_migrate")


@dataclass(frozen=True, slots=True)
class Login:
    """A role that signs in, and the password it is made with, if the URL names one."""

    role: str
    password: str | None

    @classmethod
    def of(cls, url: str, role: str) -> "Login":
        return cls(role, urlsplit(url).password)


def make_roles(admin: psycopg.Connection, *, app: Login, migrate: Login) -> list[str]:
    """Make what is missing; returns the names of the roles made."""
    if admin.info.server_version < OLDEST_POSTGRESQL:
        raise RuntimeError("Caseload needs PostgreSQL 16 or newer.")
    there = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
    made = []
    for role in NO_LOGIN:
        if role not in there:
            admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN NOINHERIT").format(sql.Identifier(role)))
            made.append(role)
    for login in (app, migrate):
        if login.role not in there:
            _make_login(admin, login)
            made.append(login.role)
    _join(admin, "caseload_app", SHAPES)
    _join(admin, "caseload_migrate", ("caseload_owner", "caseload_policy", "caseload_audit"))
    return made


def _make_login(admin: psycopg.Connection, login: Login) -> None:
    make = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB")
    admin.execute(make.format(sql.Identifier(login.role)))
    if login.password:
        secret = sql.SQL("ALTER ROLE {} PASSWORD {}")
        admin.execute(secret.format(sql.Identifier(login.role), sql.Literal(login.password)))


def _join(admin: psycopg.Connection, member: str, roles: tuple[str, ...]) -> None:
    """Membership without inheritance: since PostgreSQL 16 the membership decides, not the role."""
    for role in roles:
        admin.execute(
            sql.SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                sql.Identifier(role), sql.Identifier(member)
            )
        )


def make_database(admin: psycopg.Connection, name: str) -> bool:
    """Make the database, owned by ``caseload_owner``; False if it was there."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    me = admin.info.user
    admin.execute(
        sql.SQL("GRANT caseload_owner TO {} WITH INHERIT TRUE, SET TRUE").format(sql.Identifier(me))
    )
    admin.execute(
        sql.SQL(
            "CREATE DATABASE {} OWNER caseload_owner TEMPLATE template0 ENCODING 'UTF8'"
        ).format(sql.Identifier(name))
    )
    return True


def prepare_database(inside: psycopg.Connection) -> None:
    """Close what PostgreSQL opens to everybody, and let the three owners make what is theirs."""
    name = sql.Identifier(inside.info.dbname)
    inside.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    inside.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    inside.execute("ALTER SCHEMA public OWNER TO caseload_owner")
    inside.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO caseload_app, caseload_migrate").format(name)
    )
    inside.execute(
        sql.SQL("GRANT CREATE ON DATABASE {} TO caseload_policy, caseload_audit").format(name)
    )
    inside.execute(
        "GRANT USAGE ON SCHEMA public TO caseload_app, caseload_own, caseload_wide, "
        "caseload_partner, caseload_policy, caseload_audit, caseload_relay"
    )
