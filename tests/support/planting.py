"""Puts rows into a test's database as they are, past triggers and row security.

Services write what the rules allow; the fence has to hold for whatever state the rows are in, so
here the administrator writes them. Live rows get their first history row.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.models import Model
from psycopg import sql

from tests.support.databases import administrator_of_clone


@contextmanager
def planting() -> Iterator[psycopg.Connection]:
    """A connection on which our triggers and foreign keys do not run."""
    with administrator_of_clone() as admin:
        if not admin.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()[0]:
            pytest.skip("Rows are planted past the fence, which only a superuser may do.")
        admin.execute("SET session_replication_role = replica")
        yield admin


def plant(admin: psycopg.Connection, rows: Iterable[Model], *, at: datetime) -> None:
    """Write ``rows``; tracked ones with a history row of the same version."""
    by_model: dict[type[Model], list[Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, group in by_model.items():
        insert_rows(admin, model, [values_of(row) for row in group])
        if hasattr(model, "history"):
            history = model.history.model
            insert_rows(admin, history, [history_values(row, at=at) for row in group])


def values_of(row: Model) -> dict[str, Any]:
    """Column to value, as Django would send it."""
    return {
        field.column: field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in row._meta.local_concrete_fields
    }


def history_values(row: Model, *, at: datetime) -> dict[str, Any]:
    history = type(row).history.model
    made = history(
        **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
        history_type="+",
        history_date=at,
        history_user_id=getattr(row, "recorded_by_id", None),
        history_tx=1,
        history_request=uuid.uuid4(),
        history_salt=b"-" * 32,
    )
    return values_of(made)


def insert_statement(model: type[Model], columns: Sequence[str]) -> sql.Composed:
    return sql.SQL("INSERT INTO public.{} ({}) VALUES ({})").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    )


def insert_rows(admin: psycopg.Connection, model: type[Model], rows: list[dict[str, Any]]) -> None:
    if rows:
        with admin.cursor() as cursor:
            cursor.executemany(
                insert_statement(model, list(rows[0])), [list(row.values()) for row in rows]
            )
