"""Security events: sign-ins, passwords, tokens and keys. Written by the login role alone.

They are written before anybody is proved to be somebody, so the row says whom it is about and
never who it was on anybody's word.
"""

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.db import connection


def security(
    kind: str,
    outcome: str,
    *,
    subject_id: UUID | None = None,
    organisation_id: UUID | None = None,
    request_id: UUID | None = None,
    address: str = "",
) -> None:
    """Write down one event; outside every unit of work, because shapes hold no right to do it.

    Raises:
        django.db.DatabaseError: it could not be written, so what it tells of must not happen.

    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.security(%s::text, %s::text, %s::uuid, %s::uuid, %s::uuid, %s::bytea)",
            [kind, outcome, subject_id, organisation_id, request_id, address_hash(address)],
        )


def address_hash(address: str) -> bytes | None:
    """A network address as the trail keeps it: comparable, and not readable."""
    if not address:
        return None
    message = f"address\n{address}".encode()
    return hmac.new(settings.CASELOAD_SEARCH_KEY, message, hashlib.sha256).digest()
