"""Many tracked rows at once, each with its history: the lawful way to write in bulk.

``bulk_create`` and ``update()`` alone write no history, and the commit refuses them (law 2).
"""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from caseload.audit.records import TrackedModel
from caseload.core import actor, clock


def insert_all[Row: TrackedModel](
    rows: Sequence[Row], *, reason: str | None = None, using: str = DEFAULT_DB_ALIAS
) -> Sequence[Row]:
    """Write first versions and their history: two statements, however many rows."""
    if rows:
        model = type(rows[0])
        model._base_manager.using(using).bulk_create(rows)
        history = model.history.model._base_manager.using(using)
        history.bulk_create(_versions(rows, "+", reason))
    return rows


def change_all[Row: TrackedModel](
    rows: Sequence[Row], *, reason: str | None, **changes: Any
) -> Sequence[Row]:
    """Make the same change to each row, as its next version.

    The caller has locked the rows. The count is asserted, because row security denies an UPDATE
    silently.
    """
    if rows:
        model = type(rows[0])
        for row in rows:
            row.version += 1
            for name, value in changes.items():
                setattr(row, name, value)
        written = model._base_manager.bulk_update(rows, ["version", *changes])
        if written != len(rows):
            raise RuntimeError("Row security refused part of a change.")
        model.history.model._base_manager.bulk_create(_versions(rows, "~", reason))
    return rows


def _versions(
    rows: Sequence[TrackedModel], history_type: str, reason: str | None
) -> list[models.Model]:
    # Named once: simple-history makes a manager class anew each time (0.7 ms).
    history = type(rows[0]).history.model
    names = [field.attname for field in history.tracked_fields]
    stamp = {
        "history_type": history_type,
        "history_date": clock.now(),
        "history_user_id": actor.current().user_id,
        "history_change_reason": reason,
    }
    return [history(**{name: getattr(row, name) for name in names}, **stamp) for row in rows]
