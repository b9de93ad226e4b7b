"""Refusals, on the record; called in a unit of work with scope ``refusal``."""

from django.db import connection


def refuse(*, verb: str, route: str, object_kind: str, object_id: str, reason: str) -> None:
    """Write down that somebody was refused, and for which class of reason.

    Raises:
        django.db.DatabaseError: it could not be written; the caller answers 503.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.refuse(%s::text, %s::text, %s::text, %s::text, %s::text, NULL::bytea)",
            [verb, route, object_kind, object_id, reason],
        )
