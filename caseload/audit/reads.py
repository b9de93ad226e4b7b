"""Read events: law 3. Written in the reading transaction; without one nothing is answered."""

from collections.abc import Iterable
from uuid import UUID

from django.db import DatabaseError, connection

from caseload.core.errors import AuditUnavailable


def saw(
    *,
    route: str,
    action: str,
    kind: str,
    case_ids: Iterable[UUID],
    n: int,
    field_class: str = "standard",
    terms: bytes | None = None,
) -> None:
    """Write down what the answer that is about to leave names.

    ``action`` is C, R, U or E as in a FHIR AuditEvent. ``terms`` is a keyed hash of what was
    searched for, never the words.

    Raises:
        AuditUnavailable: it could not be written, so nothing may be answered.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT audit.saw(%s::text, %s::text, %s::text, %s::uuid[], %s::int, %s::text, "
                "%s::bytea)",
                [route, action, kind, sorted(set(case_ids)), n, field_class, terms],
            )
    except DatabaseError as error:
        raise AuditUnavailable from error
