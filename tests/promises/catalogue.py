"""What the code declares, enumerated: nobody has to remember a list of tables."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from caseload.access.row_security import RowPolicies
from caseload.audit.records import VersionedModel
from caseload.clients.records import CaseRecord


def our_models() -> list[type[models.Model]]:
    """Every model of ours, history included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("caseload.")
    ]


def fences() -> dict[str, RowPolicies]:
    """Table to its declared policies."""
    return {
        model._meta.db_table: constraint
        for model in apps.get_models(include_auto_created=True)
        for constraint in model._meta.constraints
        if isinstance(constraint, RowPolicies)
    }


def tracked_models() -> list[type[Any]]:
    """Models whose every version is kept."""
    return [model for model in our_models() if issubclass(model, VersionedModel)]


def history_tables() -> dict[str, str]:
    """Live table to its history table."""
    return {model._meta.db_table: model.history.model._meta.db_table for model in tracked_models()}


def case_records() -> list[type[CaseRecord]]:
    return sorted(
        (model for model in our_models() if issubclass(model, CaseRecord)),
        key=lambda model: model.__name__,
    )


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def rows(query: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        yield from cursor.fetchall()


def column(query: str, *parameters: Any) -> list[Any]:
    return [row[0] for row in rows(query, *parameters)]
