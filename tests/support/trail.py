"""What a request left on the trail, read while its transaction is still open.

The login role may not read the trail. In a clone that is thrown away afterwards the administrator
lets it, so that a test can look before it rolls a request back.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from tests.support.databases import administrator_of_clone


def open_to_tests() -> None:
    """For ``transaction=True`` tests alone: they end with a fresh clone."""
    with administrator_of_clone() as admin:
        admin.execute("GRANT SELECT ON audit.read_event, audit.refusal TO caseload_app")


@contextmanager
def broken(function: str) -> Iterator[None]:
    """Nobody may call ``audit.saw`` (or ``audit.refuse``): the trail cannot be written."""
    with administrator_of_clone() as admin:
        signatures = admin.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE oid IN "
            "(SELECT oid FROM pg_proc WHERE pronamespace = 'audit'::regnamespace AND proname = %s)",
            [function],
        ).fetchall()
        assert signatures, f"There is no audit.{function}."
        grantees = "caseload_own, caseload_wide, caseload_partner, caseload_app"
        for (signature,) in signatures:
            admin.execute(f"REVOKE EXECUTE ON FUNCTION {signature} FROM {grantees}")
        yield


def read_events(request_id: uuid.UUID | str) -> list[dict[str, Any]]:
    return _rows(
        "SELECT route, action, kind, case_ids, n, purpose, actor_id, terms "
        "FROM audit.read_event WHERE request_id = %s",
        request_id,
    )


def refusals(request_id: uuid.UUID | str) -> list[dict[str, Any]]:
    return _rows(
        "SELECT route, verb, object_kind, object_id, reason, actor_id "
        "FROM audit.refusal WHERE request_id = %s",
        request_id,
    )


def _rows(query: str, request_id: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [request_id])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
