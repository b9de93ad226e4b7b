"""Asks the application and the database what somebody sees, and may do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.models import Model

from caseload.access.acting import unit_of_work
from caseload.accounts.models import User
from caseload.accounts.principals import command_actor
from caseload.core.actor import Actor
from tests.promises.catalogue import fences
from tests.promises.random_world import NOW, Rows
from tests.support.planting import insert_statement, plant, planting, values_of

NO_RIGHT = "42501"
NO_CONTEXT = "28000"


def plant_world(rows: Rows) -> None:
    with planting() as admin:
        plant(admin, rows.all, at=NOW)
        with admin.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO acl.standing (user_id, family_id, side, since) VALUES (%s, %s, %s, now())",
                rows.standings,
            )


def refused_by(error: DatabaseError) -> str:
    return getattr(error.__cause__, "sqlstate", "") or ""


@contextmanager
def as_user(user: User) -> Iterator[Actor | None]:
    """A unit of work of ``user``; None if the database does not let them in at all."""
    actor = command_actor(user, at=NOW)
    try:
        with unit_of_work(actor, at=NOW):
            yield actor
    except DatabaseError as error:
        if refused_by(error) != NO_CONTEXT:
            raise


def enters(user: User) -> bool:
    try:
        with unit_of_work(command_actor(user, at=NOW), at=NOW):
            return True
    except DatabaseError as error:
        assert refused_by(error) == NO_CONTEXT
        return False


def shown_rows(models: list[type[Model]], shape: str) -> dict[str, set[UUID]]:
    """Ids that bare SELECTs give in this unit of work, by model name."""
    return _asked(
        {model.__name__: (model._meta.db_table, model._meta.pk.column) for model in models}, shape
    )


def shown_history(models: list[type[Any]], shape: str) -> dict[str, set[UUID]]:
    """Ids of which a version is shown in this unit of work."""
    return _asked(
        {model.__name__: (model.history.model._meta.db_table, "id") for model in models}, shape
    )


def _asked(tables: dict[str, tuple[str, str]], shape: str) -> dict[str, set[UUID]]:
    """One statement for all: a shape without any policy to read a table has no right on it."""
    declared = fences()
    found: dict[str, set[UUID]] = {name: set() for name in tables}
    query = " UNION ALL ".join(
        f'SELECT \'{name}\', "{key}" FROM public."{table}"'
        for name, (table, key) in tables.items()
        if shape in (declared[table].read or {})
    )
    if not query:
        return found
    with connection.cursor() as cursor:
        cursor.execute(query)
        for name, key in cursor.fetchall():
            found[name].add(key)
    return found


def may_insert(*rows: Model) -> bool:
    """Whether row security lets these rows in, one after the other; they are taken out again.

    Policies are asked before keys and constraints, so that any later error means yes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT asked")
        try:
            for row in rows:
                values = values_of(row)
                statement = insert_statement(type(row), list(values))
                cursor.execute(statement.as_string(cursor.cursor.connection), [*values.values()])
        except DatabaseError as error:
            return refused_by(error) != NO_RIGHT
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT asked")
    return True


def changeable_rows(model: type[Model], ids: set[UUID], shape: str) -> set[UUID]:
    """Which of ``ids`` a bare UPDATE reaches in this unit of work; nothing stays changed."""
    key = model._meta.pk.column
    if shape not in (fences()[model._meta.db_table].change or {}):
        return set()
    what = "version = version + 1" if hasattr(model, "version") else f'"{key}" = "{key}"'
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT asked")
        try:
            cursor.execute(
                f'UPDATE public."{model._meta.db_table}" SET {what} '
                f'WHERE "{key}" = ANY (%s) RETURNING "{key}"',
                [sorted(ids)],
            )
            return {row[0] for row in cursor.fetchall()}
        except DatabaseError as error:
            assert refused_by(error) == NO_RIGHT, error
            return set()
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT asked")
