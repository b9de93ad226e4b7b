"""Opening what is kept apart: the trail of who opened it, and why, before it is shown."""

from uuid import UUID

from django.db import connection

from caseload.core.errors import AuditUnavailable, ValidationFailed

LONGEST_REASON = 500


def write_reveal(*, case_id: UUID, record_id: UUID, what: str, reason: str) -> None:
    """Write down that the actor of this unit of work opens ``what``, in their own words.

    Raises:
        ValidationFailed: no reason, or one too long to be read.
        AuditUnavailable: it could not be written, so nothing may be shown.
    """
    words = reason.strip()
    if not 0 < len(words) <= LONGEST_REASON:
        raise ValidationFailed.at("/reason", "reason_needed", "Say why you need to see this.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.revealed(%s::uuid, %s::uuid, %s::text, %s::text)",
            [case_id, record_id, what, words],
        )
        if cursor.fetchone()[0] is None:
            raise AuditUnavailable
