"""The signed context: how the database knows who is acting, and cannot be told otherwise.

The MAC covers actor, scope, request line, expiry and the database backend, so that neither SQL
injection nor a setting left in a pooled connection can become somebody else
(access-and-audit.md §3).
"""

import hashlib
import hmac
import json
import time
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from caseload.core.actor import Actor

_BLOCK = 64
_VALID_SECONDS = 60
KEY_ID = 1


def pads(key: bytes) -> tuple[bytes, bytes]:
    """The two HMAC pads (RFC 2104) that ``ctx.key`` holds: core PostgreSQL cannot XOR bytea."""
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)


def request_line(actor: Actor, at: datetime | None) -> str:
    """One line of canonical JSON, signed as sent."""
    line: dict[str, Any] = {
        "kid": KEY_ID,
        "id": str(actor.request_id),
        "session": str(actor.session_id),
        "purpose": actor.purpose,
        "break_glass": None,
        "on_behalf": actor.on_behalf,
        "at": at.isoformat() if at else None,
    }
    return json.dumps(line, separators=(",", ":"), sort_keys=True)


def signed(
    actor: Actor, *, at: datetime | None, backend_pid: int, key: bytes | None = None
) -> tuple[str, str, str, int, bytes]:
    """The five arguments of ``ctx.enter``."""
    request = request_line(actor, at)
    expiry = int(time.time()) + _VALID_SECONDS
    message = "\n".join(
        ("enter", str(actor.user_id), actor.scope, request, str(expiry), str(backend_pid))
    )
    mac = hmac.new(key or settings.CASELOAD_CONTEXT_KEY, message.encode(), hashlib.sha256).digest()
    return str(actor.user_id), str(actor.scope), request, expiry, mac


def backend_pid(connection: BaseDatabaseWrapper) -> int:
    """The backend this transaction runs on; behind a pooler only the database can say."""
    if settings.CASELOAD_BEHIND_POOLER:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)
