"""One template database for each state of the code, and a clone of it for each process.

Built by the administrator under a lock that all processes on the server share; used as
``caseload_app`` and nobody else, because as a superuser every access test passes.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import psycopg
from psycopg import sql

from caseload.access.database_roles import Login, make_database, make_roles, prepare_database
from tests.support import environment
from tests.support.environment import clone_name, named, template_name
from tools import embedded

_LOCK = 0x43_41_53_45  # any number, the same in every process
_OURS = re.compile(r"caseload_test_[0-9a-f]{12}(?:_(\d+))?(?:_new)?")


@contextmanager
def cloned() -> Iterator[None]:
    """This process's own database, on a server that runs as long as somebody uses it."""
    with ExitStack() as held:
        if environment.uses_embedded_server():
            held.enter_context(embedded.hold(environment.SERVER, durable=False))
        with administrator() as admin:
            admin.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            if not _exists(admin, template_name()):
                _build(admin)
            _clone(admin)
            admin.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        try:
            yield
        finally:
            with administrator() as admin:
                _drop(admin, clone_name())


def clone_again() -> None:
    """Throw away what a test committed. Flush is TRUNCATE, which no role of ours may do."""
    with administrator() as admin:
        _drop(admin, clone_name())
        _clone(admin)


@contextmanager
def administrator(database: str | None = None) -> Iterator[psycopg.Connection]:
    """The administrator, to make databases and to break them on purpose."""
    url = os.environ["CASELOAD_ADMIN_URL"]
    url = named(url, database) if database else url
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@contextmanager
def administrator_of_clone() -> Iterator[psycopg.Connection]:
    """The administrator inside the database of this test."""
    with administrator(clone_name()) as connection:
        yield connection


def _build(admin: psycopg.Connection) -> None:
    """Made under another name first, so that a half-made template is never used."""
    _sweep(admin)
    new = f"{template_name()}_new"
    app = named(os.environ["CASELOAD_DATABASE_URL"], new)
    migrate = named(os.environ["CASELOAD_MIGRATE_URL"], new)
    make_roles(
        admin,
        app=Login.of(app, "caseload_app"),
        migrate=Login.of(migrate, "caseload_migrate"),
    )
    _drop(admin, new)
    make_database(admin, new)
    with administrator(new) as inside:
        prepare_database(inside)
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.build_template"],
        cwd=environment.ROOT,
        env=os.environ | {"CASELOAD_DATABASE_URL": app, "CASELOAD_MIGRATE_URL": migrate},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The template database could not be built:\n{done.stdout[-4000:]}")
    admin.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(new), sql.Identifier(template_name())
        )
    )


def _clone(admin: psycopg.Connection) -> None:
    clone = sql.Identifier(clone_name())
    admin.execute(
        sql.SQL("CREATE DATABASE {} OWNER caseload_owner TEMPLATE {}").format(
            clone, sql.Identifier(template_name())
        )
    )
    # A clone takes everything from its template but the rights on the database itself.
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(clone))
    admin.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO caseload_app, caseload_migrate").format(clone)
    )
    admin.execute(
        sql.SQL("GRANT CREATE ON DATABASE {} TO caseload_policy, caseload_audit").format(clone)
    )


def _drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(admin: psycopg.Connection, name: str) -> bool:
    return (
        admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
    )


def _sweep(admin: psycopg.Connection) -> None:
    """Drop what earlier runs left: clones of processes that are gone, and templates without one.

    Only on our own server: on the operator's, a process of that number may run elsewhere.
    """
    if not environment.uses_embedded_server():
        return
    names = [row[0] for row in admin.execute("SELECT datname FROM pg_database").fetchall()]
    ours = {name: match[1] for name in names if (match := _OURS.fullmatch(name))}
    living = {name for name, pid in ours.items() if pid and _runs(int(pid))}
    for name in ours:
        if not any(other.startswith(name) for other in living):
            with suppress(psycopg.errors.ObjectInUse):
                admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
