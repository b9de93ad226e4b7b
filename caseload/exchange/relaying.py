"""The relay: from outbox to endpoints, at least once, and in order for each object (api.md §7).

Three short units of work for each attempt, and the POST between the second and the third:

1. *Fan out.* Each event that an active endpoint should get and has no delivery yet gets one. It is
   asked by absence and not by "newer than the last": a row committed late is found a moment later.
2. *Claim* one delivery that is due, unless an earlier event of the same object still waits for the
   same endpoint. The claim is a lease: whoever is killed holds nothing for longer than that.
3. *Settle*, under the claim alone: a worker that comes late settles nothing.

Writers of one object wait for each other, so its events are committed in the order of ``seq``.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import structlog
from cryptography.fernet import InvalidToken
from django.db import connection

from caseload.access.acting import unit_of_work
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.exchange import schedule, sending, signing
from caseload.exchange.event_types import TOMBSTONES, EventType
from caseload.exchange.models import DeliveryState, EndpointState, WebhookEndpoint
from caseload.exchange.outbox import emit

log = structlog.get_logger()

GONE: Final = 410

_FAN_OUT: Final = """
INSERT INTO exchange_delivery (id, organisation_id, agency_id, endpoint_id, event_id, object_id,
       seq, state, attempts, queued_at, next_attempt_at, last_error_code, is_replay)
SELECT gen_random_uuid(), e.organisation_id, e.agency_id, w.id, e.id, e.object_id, e.seq,
       'pending', 0, %(now)s::timestamptz, %(now)s::timestamptz, '', false
  FROM exchange_webhookendpoint w JOIN exchange_outboxevent e ON e.agency_id = w.agency_id
 WHERE e.seq > w.from_seq AND e.written_at > statement_timestamp() - interval '90 days'
   AND CASE WHEN e.type = 'endpoint.test' THEN e.object_id = w.id AND w.state <> 'disabled'
            ELSE w.state = 'active' AND e.object_id <> w.id
                 AND (cardinality(w.types) = 0 OR e.type = ANY (w.types)) END
   AND NOT EXISTS (SELECT 1 FROM exchange_delivery d
                    WHERE d.event_id = e.id AND d.endpoint_id = w.id)
ON CONFLICT (event_id, endpoint_id) DO NOTHING
"""

_CLAIM: Final = """
WITH due AS (
    SELECT d.id FROM exchange_delivery d
      JOIN exchange_webhookendpoint w ON w.id = d.endpoint_id
      JOIN exchange_outboxevent e ON e.id = d.event_id
     WHERE d.state = 'pending' AND d.next_attempt_at <= %(now)s::timestamptz
       AND (d.claimed_until IS NULL OR d.claimed_until <= clock_timestamp())
       AND (w.state = 'active' OR (w.state = 'pending' AND e.type = 'endpoint.test'))
       AND NOT EXISTS (SELECT 1 FROM exchange_delivery earlier
                        WHERE earlier.endpoint_id = d.endpoint_id
                          AND earlier.object_id = d.object_id
                          AND earlier.state = 'pending' AND earlier.seq < d.seq)
     ORDER BY d.next_attempt_at, d.seq LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
UPDATE exchange_delivery d
   SET claim = %(claim)s::uuid,
       claimed_until = clock_timestamp() + make_interval(secs => %(lease)s::float8)
  FROM due, exchange_outboxevent e, exchange_webhookendpoint w
 WHERE d.id = due.id AND e.id = d.event_id AND w.id = d.endpoint_id
RETURNING d.id, d.attempts, d.is_replay, e.id, e.type, e.object, e.object_id, e.object_version,
          e.external_reference, e.occurred_at, w.id, w.url, w.state, acl.agency_is_live(d.agency_id)
"""

_KEYS: Final = """
SELECT sealed_secret, sealed_private_key FROM exchange_endpointkey
 WHERE endpoint_id = %s::uuid AND (previous_until IS NULL OR previous_until > %s::timestamptz)
 ORDER BY starts_at DESC, previous_until DESC NULLS FIRST
"""

_SETTLE: Final = """
UPDATE exchange_delivery
   SET state = %(state)s::text, attempts = %(attempts)s::smallint,
       next_attempt_at = coalesce(%(next)s::timestamptz, next_attempt_at),
       claim = NULL, claimed_until = NULL, last_attempt_at = %(now)s::timestamptz,
       last_status = %(status)s::smallint, last_error_code = %(error)s::text,
       delivered_at = CASE WHEN %(state)s::text = 'delivered' THEN %(now)s::timestamptz
                           ELSE delivered_at END
 WHERE id = %(id)s::uuid AND claim = %(claim)s::uuid
"""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one attempt may take, and how long its claim holds; the claim outlasts the attempt."""

    timeout: float = sending.TIMEOUT
    lease: float = 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """What an event says; the names are those of the outbox row."""

    id: UUID
    type: str
    object: str
    object_id: UUID
    object_version: int
    external_reference: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Claimed:
    """One delivery in the hands of this worker."""

    id: UUID
    claim: UUID
    attempts: int
    is_replay: bool
    event: Told
    endpoint_id: UUID
    url: str
    endpoint_state: str
    is_live: bool
    keys: tuple[signing.Key, ...]

    @property
    def challenge(self) -> str | None:
        if self.endpoint_state == EndpointState.PENDING:
            return signing.challenge_of(self.endpoint_id, self.url)
        return None

    @property
    def is_owed(self) -> bool:
        """A suspended agency is told what it must stop using, and nothing else."""
        return self.is_live or self.event.type in TOMBSTONES


def fan_out(*, by: Actor) -> int:
    """A delivery for each event that an endpoint should get and has none of; once, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(_FAN_OUT, {"now": clock.now()})
        return int(cursor.rowcount)


def claim(*, by: Actor, pace: Pace) -> Claimed | None:
    """The delivery that is due first, if any is."""
    mine = uuid4()
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"now": clock.now(), "claim": mine, "lease": pace.lease})
        row = cursor.fetchone()
        if row is None:
            return None
        delivery_id, attempts, is_replay, *told, endpoint_id, url, state, is_live = row
        cursor.execute(_KEYS, [endpoint_id, clock.now()])
        sealed = cursor.fetchall()
    return Claimed(
        id=delivery_id,
        claim=mine,
        attempts=attempts,
        is_replay=is_replay,
        event=Told(*told),
        endpoint_id=endpoint_id,
        url=url,
        endpoint_state=state,
        is_live=is_live,
        keys=_opened(sealed),
    )


def _opened(sealed: list[tuple[str, str]]) -> tuple[signing.Key, ...]:
    """None at all if one cannot be opened: then CASELOAD_WEBHOOK_KEY is not the one it was made with."""
    try:
        return tuple(
            signing.Key(signing.unseal(secret), signing.unseal(private))
            for secret, private in sealed
        )
    except InvalidToken:
        return ()


def attempt(taken: Claimed, *, pace: Pace) -> sending.Outcome:
    """Sign and send; outside any transaction, because a receiver may take its time."""
    if not taken.keys:
        # A failure of this delivery and of nobody else's: unsigned, nothing goes anywhere.
        return sending.Outcome(error_code="key_unreadable")
    content = sending.content_of(taken.event, challenge=taken.challenge)
    timestamp = sending.unix_now()
    signature = signing.sign(
        taken.keys, message_id=str(taken.event.id), timestamp=timestamp, content=content
    )
    message = sending.Message(str(taken.event.id), timestamp, content, signature)
    outcome = sending.post(taken.url, message, challenge=taken.challenge, timeout=pace.timeout)
    if outcome.is_received and taken.challenge is not None and not outcome.echoed:
        return sending.Outcome(outcome.status, "challenge_not_echoed")
    return outcome


def settle(*, by: Actor, taken: Claimed, outcome: sending.Outcome) -> str:
    """Write down how it went, and what follows for the endpoint; answers the delivery's state."""
    now = clock.now()
    attempts = taken.attempts + 1
    next_at = None
    if outcome.is_received and not outcome.error_code:
        state = DeliveryState.DELIVERED
    elif outcome.status == GONE:
        state = DeliveryState.DEAD
    else:
        wait = schedule.retry_after(outcome.status, outcome.retry_after, now=now)
        chance = secrets.randbelow(1001) / 1000
        next_at = schedule.next_attempt(attempts, now=now, chance=chance, retry_after=wait)
        state = DeliveryState.DEAD if next_at is None else DeliveryState.PENDING
    if _write(taken, state=state, attempts=attempts, next_at=next_at, outcome=outcome):
        _follow(by=by, taken=taken, state=state, status=outcome.status, now=now)
    return str(state)


def skip(*, taken: Claimed) -> None:
    """The agency is suspended or without agreement: it is told nothing, and can ask later."""
    outcome = sending.Outcome(error_code="agency_not_live")
    _write(
        taken,
        state=DeliveryState.SKIPPED,
        attempts=taken.attempts,
        next_at=None,
        outcome=outcome,
    )


def _write(
    taken: Claimed,
    *,
    state: DeliveryState,
    attempts: int,
    next_at: datetime | None,
    outcome: sending.Outcome,
) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            _SETTLE,
            {
                "id": taken.id,
                "claim": taken.claim,
                "state": str(state),
                "attempts": attempts,
                "next": next_at,
                "now": clock.now(),
                "status": outcome.status,
                "error": outcome.error_code,
            },
        )
        return bool(cursor.rowcount == 1)


def _follow(
    *, by: Actor, taken: Claimed, state: DeliveryState, status: int | None, now: datetime
) -> None:
    """The endpoint answered its challenge, recovered, began to fail, or has failed too long.

    What is only played again says nothing about how things stand.
    """
    endpoint = WebhookEndpoint.objects.visible_to(by).get(pk=taken.endpoint_id)
    changes: dict[str, Any] = {}
    if state is DeliveryState.DELIVERED:
        # The address may have changed since; then it is another one that answered.
        if endpoint.state == EndpointState.PENDING and taken.challenge == signing.challenge_of(
            endpoint.pk, endpoint.url
        ):
            changes["state"] = EndpointState.ACTIVE
        if endpoint.failing_since is not None and not taken.is_replay:
            changes["failing_since"] = None
    elif status == GONE:
        changes |= _disabling(endpoint, "gone", now)
    elif not taken.is_replay:
        if endpoint.failing_since is None:
            changes["failing_since"] = now
        elif schedule.is_failing_too_long(endpoint.failing_since, now=now):
            changes |= _disabling(endpoint, "failing_for_5_days", now)
    if not changes:
        return
    endpoint.change(seen=None, reason=None, **changes)
    if "disabled_at" in changes:
        log.warning("webhook.endpoint_disabled", endpoint=str(endpoint.pk))
        emit(
            by=by,
            agency_id=endpoint.agency_id,
            type=EventType.ENDPOINT_DISABLED,
            object_id=endpoint.pk,
            version=endpoint.version,
        )


def _disabling(endpoint: WebhookEndpoint, why: str, now: datetime) -> dict[str, Any]:
    if endpoint.state == EndpointState.DISABLED:
        return {}
    return {"state": EndpointState.DISABLED, "disabled_at": now, "disabled_reason": why}


@dataclass(slots=True)
class Tally:
    """What one round did."""

    queued: int = 0
    attempted: int = 0
    delivered: int = 0
    failed: int = 0
    skipped: int = 0

    def add(self, other: "Tally") -> None:
        self.queued += other.queued
        self.attempted += other.attempted
        self.delivered += other.delivered
        self.failed += other.failed
        self.skipped += other.skipped


def deliver_due(
    actor: Actor, *, pace: Pace, at: datetime | None = None, most: timedelta | None = None
) -> Tally:
    """Fan out, then deliver what is due until nothing is, or ``most`` time has gone."""
    done = Tally()
    began = sending.unix_now()
    with unit_of_work(actor, at=at):
        done.queued = fan_out(by=actor)
    while most is None or sending.unix_now() - began < most.total_seconds():
        with unit_of_work(actor, at=at):
            taken = claim(by=actor, pace=pace)
            if taken is not None and not taken.is_owed:
                skip(taken=taken)
        if taken is None:
            break
        done.attempted += 1
        if not taken.is_owed:
            done.skipped += 1
            continue
        outcome = attempt(taken, pace=pace)
        with unit_of_work(actor, at=at):
            state = settle(by=actor, taken=taken, outcome=outcome)
        done.delivered += state == DeliveryState.DELIVERED
        done.failed += state != DeliveryState.DELIVERED
        log.info(
            "webhook.attempted",
            delivery=str(taken.id),
            endpoint=str(taken.endpoint_id),
            state=state,
            status=outcome.status,
            code=outcome.error_code,
        )
    return done
