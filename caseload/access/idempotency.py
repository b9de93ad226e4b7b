"""One effect for one request, however often it arrives (api.md §1.5).

The key is claimed inside the request's own transaction: a twin waits on the unique index and
then replays; a refused request takes its key with it and may be repaired and sent again.
"""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from caseload.access.models import IdempotencyKey
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import (
    IdempotencyKeyInProgress,
    IdempotencyKeyReused,
    MalformedRequest,
)

_LONGEST_KEY = 200
_LOCK_NOT_AVAILABLE = "55P03"

_CLAIM = (
    "INSERT INTO access_idempotencykey (id, principal_id, key, fingerprint, claimed_at, location) "
    "VALUES (%s::uuid, %s::uuid, %s::text, %s::bytea, %s::timestamptz, '') "
    "ON CONFLICT (principal_id, key) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Replay:
    """What the first request did: enough to read it again under the caller's access now."""

    status: int
    location: str
    object_id: uuid.UUID | None


def read_key(header: str | None) -> str | None:
    """The key in the header: a quoted string, or a bare UUID."""
    if header is None:
        return None
    key = header.strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':  # noqa: PLR2004 - two quotation marks
        key = key[1:-1]
    else:
        try:
            uuid.UUID(key)
        except ValueError as error:
            raise MalformedRequest("Idempotency-Key must be a quoted string or a UUID.") from error
    if not 0 < len(key) <= _LONGEST_KEY:
        raise MalformedRequest("Idempotency-Key must have 1 to 200 characters.")
    return key


def claim(*, by: Actor, key: str, method: str, path: str, body: Any) -> Replay | None:
    """Claim ``key`` for this request; a Replay if the same request was done before.

    Raises:
        IdempotencyKeyReused: the key was used for another request.
        IdempotencyKeyInProgress: its first request still runs, after ``lock_timeout``.
    """
    fingerprint = _fingerprint(method, path, body)
    with connection.cursor() as cursor:
        try:
            cursor.execute(_CLAIM, [uuid.uuid4(), by.user_id, key, fingerprint, clock.now()])
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") == _LOCK_NOT_AVAILABLE:
                raise IdempotencyKeyInProgress from error
            raise
        if cursor.rowcount == 1:
            return None
    first = IdempotencyKey.objects.get(principal_id=by.user_id, key=key)
    if not hmac.compare_digest(bytes(first.fingerprint), fingerprint):
        raise IdempotencyKeyReused
    return Replay(first.status or 200, first.location, first.object_id)


def settle(*, by: Actor, key: str, status: int, location: str, object_id: uuid.UUID | None) -> None:
    """Remember what the claimed request did; never its body."""
    IdempotencyKey.objects.filter(principal_id=by.user_id, key=key).update(
        status=status, location=location, object_id=object_id
    )


def _fingerprint(method: str, path: str, body: Any) -> bytes:
    """Keyed, because small bodies could be guessed."""
    text = json.dumps([method, path, body], sort_keys=True, separators=(",", ":"), default=str)
    return hmac.new(settings.CASELOAD_SEARCH_KEY, text.encode(), hashlib.sha256).digest()
