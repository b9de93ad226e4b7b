"""One POST to one checked address: no redirects, 15 seconds in all, nothing of the answer kept."""

import http.client
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from caseload.exchange.addresses import AddressRefused, Target, resolve, target_of
from caseload.exchange.event_types import ADDRESS_OF

TIMEOUT: Final = 15.0
_MOST_READ: Final = 2048


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: the same id and content at every attempt, another timestamp."""

    id: str
    timestamp: int
    content: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went, in a code; never what was answered."""

    status: int | None = None
    error_code: str = ""
    retry_after: str | None = None
    echoed: bool = False

    @property
    def is_received(self) -> bool:
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - 2xx


def content_of(event: Any, *, challenge: str | None = None) -> bytes:
    """The thin body of api.md §7, in at most 2 KB. An endpoint on trial gets a challenge besides."""
    told: dict[str, Any] = {
        "id": str(event.object_id),
        "object": event.object,
        "url": f"{ADDRESS_OF[event.object]}{event.object_id}",
        "version": event.object_version,
        "external_reference": event.external_reference,
    }
    if challenge is not None:
        told["challenge"] = challenge
    moment = event.occurred_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    thin = {"type": event.type, "timestamp": moment, "data": told}
    return json.dumps(thin, separators=(",", ":")).encode()


def post(url: str, message: Message, *, challenge: str | None, timeout: float) -> Outcome:
    """Send it. Every failure is an outcome; nothing is raised."""
    try:
        target = target_of(url)
        address = resolve(target)
    except AddressRefused as refused:
        return Outcome(error_code=refused.code)
    connection = _Checked(target, address, timeout)
    overdue = threading.Timer(timeout, connection.cut)
    overdue.daemon = True
    overdue.start()
    try:
        return _ask(connection, target, message, challenge)
    except Exception as error:  # noqa: BLE001 - whatever a receiver does is an outcome
        return Outcome(error_code="timeout" if connection.is_cut else _code_of(error))
    finally:
        overdue.cancel()
        connection.close()


def _ask(
    connection: "_Checked", target: Target, message: Message, challenge: str | None
) -> Outcome:
    connection.request(
        "POST",
        target.path,
        body=message.content,
        headers={
            "Content-Type": "application/json",
            "User-Agent": "Caseload-Webhooks/1",
            "webhook-id": message.id,
            "webhook-timestamp": str(message.timestamp),
            "webhook-signature": message.signature,
            "Connection": "close",
        },
    )
    answer = connection.getresponse()
    echoed = False
    if challenge is not None:
        echoed = challenge.encode() in answer.read(_MOST_READ)
    return Outcome(answer.status, "", answer.getheader("Retry-After"), echoed)


class _Checked(http.client.HTTPConnection):
    """Connects to the address that was checked; the name is only for TLS and the Host header."""

    def __init__(self, target: Target, address: str, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self._target, self._address = target, address
        self._raw: socket.socket | None = None
        self.is_cut = False

    def connect(self) -> None:
        self._raw = self.sock = socket.create_connection(
            (self._address, self._target.port), timeout=self.timeout
        )
        if self._target.is_tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host)
            self._raw = self.sock

    def cut(self) -> None:
        """Time is up, however slowly something still arrives."""
        self.is_cut = True
        if self._raw is not None:
            try:
                self._raw.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _code_of(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls_failed"
    if isinstance(error, OSError):
        return "connection_failed"
    return "protocol_error"


def unix_now() -> int:
    """The machine's time and never a told one, because a receiver compares it with its own."""
    return int(time.time())
