"""Who sees what, asked of everybody who answers: the application, row security, the history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from caseload.access.acting import unit_of_work
from caseload.core.actor import Actor
from tests.support.standard import MORNING


def assert_sees(
    what: type[Model] | QuerySet[Any],
    actor: Actor,
    *,
    visible: Iterable[Model | UUID],
    hidden: Iterable[Model | UUID],
    at: datetime | None = MORNING,
) -> None:
    """All of ``visible`` and none of ``hidden``, through every door.

    ``what`` is a model or one of its querysets. The visible half alone proves nothing, so both
    are asked for and neither may be forgotten.
    """
    shown, kept = _ids(visible), _ids(hidden)
    model = what.model if isinstance(what, QuerySet) else what
    rows = what if isinstance(what, QuerySet) else model._default_manager.all()
    with unit_of_work(actor, at=at):
        answers = {"row security": rows_under_row_security(model)}
        if hasattr(rows, "visible_to"):
            answers["visible_to"] = set(rows.visible_to(actor).values_list("pk", flat=True))
        if hasattr(model, "history"):
            answers["history"] = history_under_row_security(model)
    for door, ids in answers.items():
        missing, leaked = shown - ids, kept & ids
        assert not missing, f"{door} hides {len(missing)} {model._meta.verbose_name} from {actor}"
        assert not leaked, f"{door} shows {len(leaked)} {model._meta.verbose_name} to {actor}"


def rows_under_row_security(model: type[Model]) -> set[UUID]:
    """Ids that a bare SELECT gives in this unit of work."""
    table, key = model._meta.db_table, model._meta.pk.column
    return _column(f'SELECT "{key}" FROM public."{table}"')


def history_under_row_security(model: Any) -> set[UUID]:
    """Ids of which any version is shown in this unit of work."""
    return _column(f'SELECT DISTINCT id FROM public."{model.history.model._meta.db_table}"')


def _column(query: str) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _ids(rows: Iterable[Model | UUID]) -> set[UUID]:
    return {row.pk if isinstance(row, Model) else row for row in rows}
