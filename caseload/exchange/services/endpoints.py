"""Endpoints of agencies: added, moved, stopped, tried; their keys changed; events played again.

A program reads what is its agency's and changes nothing itself; ``by`` is the desk that follows it
up (``acting.at_the_desk``).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Max

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import PartnerAgency
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, InvalidTransition, ValidationFailed
from caseload.exchange.addresses import AddressRefused, target_of
from caseload.exchange.event_types import EventType
from caseload.exchange.models import (
    Delivery,
    EndpointKey,
    EndpointState,
    OutboxEvent,
    WebhookEndpoint,
)
from caseload.exchange.outbox import emit
from caseload.exchange.signing import Key, new_key, seal

OLD_KEY_LASTS: Final = timedelta(hours=24)
MOST_ENDPOINTS: Final = 10

# Of a delivery that is on its way already nothing changes.
_PLAY_AGAIN: Final = """
INSERT INTO exchange_delivery (id, organisation_id, agency_id, endpoint_id, event_id, object_id,
       seq, state, attempts, queued_at, next_attempt_at, last_error_code, is_replay)
SELECT gen_random_uuid(), e.organisation_id, e.agency_id, %(endpoint)s::uuid, e.id, e.object_id,
       e.seq, 'pending', 0, %(now)s::timestamptz, %(now)s::timestamptz, '', true
  FROM exchange_outboxevent e
 WHERE e.agency_id = %(agency)s::uuid AND e.object <> 'endpoint'
   AND e.occurred_at >= %(since)s::timestamptz AND e.occurred_at < %(until)s::timestamptz
   AND (cardinality(%(types)s::text[]) = 0 OR e.type = ANY (%(types)s::text[]))
   AND e.written_at > statement_timestamp() - interval '90 days'
ON CONFLICT (event_id, endpoint_id) DO UPDATE
   SET state = 'pending', attempts = 0, next_attempt_at = EXCLUDED.next_attempt_at,
       is_replay = true, claim = NULL, claimed_until = NULL
 WHERE exchange_delivery.state <> 'pending'
"""

_SEND_AGAIN: Final = """
UPDATE exchange_delivery
   SET state = 'pending', attempts = 0, next_attempt_at = %s::timestamptz, is_replay = true,
       claim = NULL, claimed_until = NULL
 WHERE id = %s::uuid AND state <> 'pending'
"""


@operation("webhook_endpoint.added", needs=Permission.MANAGE_WEBHOOKS, on="agency")
def add_endpoint(
    *,
    by: Actor,
    agency: PartnerAgency,
    url: str,
    types: Iterable[str] = (),
    description: str = "",
) -> tuple[WebhookEndpoint, str]:
    """Write down where an agency wants to be told; nothing goes there before it answers a challenge.

    Answers the endpoint and its secret, which is shown this once.

    Raises:
        ValidationFailed: we do not deliver to such an address, or there are too many.
    """
    _demand_address(url)
    there = WebhookEndpoint.objects.visible_to(by).filter(agency=agency)
    if there.exclude(state=EndpointState.DISABLED).count() >= MOST_ENDPOINTS:
        raise ValidationFailed.at("", "too_many_endpoints", "Disable an endpoint first.")
    now, key = clock.now(), new_key()
    newest = OutboxEvent.objects.filter(agency=agency).aggregate(newest=Max("seq"))["newest"]
    made = WebhookEndpoint(
        organisation_id=agency.organisation_id,
        agency=agency,
        url=url,
        types=_known(types),
        description=description,
        public_key=key.public,
        from_seq=newest or 0,
        added_at=now,
    ).insert()
    _keep(made, key, now)
    _challenge(by, made)
    return made, key.secret


@operation("webhook_endpoint.changed", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def change_endpoint(
    *, by: Actor, endpoint: WebhookEndpoint, seen: int, **changes: Any
) -> WebhookEndpoint:
    """Another address, other types or other words; another address answers a challenge again.

    Raises:
        ValidationFailed: we do not deliver to such an address.
        StaleVersion: somebody changed it first.
    """
    moved = "url" in changes and changes["url"] != endpoint.url
    if moved:
        _demand_address(changes["url"])
        if endpoint.state != EndpointState.DISABLED:
            changes["state"] = EndpointState.PENDING
    if "types" in changes:
        changes["types"] = _known(changes["types"])
    endpoint.change(seen=seen, reason=None, **changes)
    if moved and endpoint.state == EndpointState.PENDING:
        _challenge(by, endpoint)
    return endpoint


@operation("webhook_endpoint.disabled", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def disable_endpoint(*, by: Actor, endpoint: WebhookEndpoint, seen: int) -> WebhookEndpoint:
    """Deliver there no longer; what waits, waits until it is enabled again.

    Raises:
        InvalidTransition: it is disabled already.
    """
    if endpoint.state == EndpointState.DISABLED:
        raise InvalidTransition("This endpoint is disabled already.", allowed=["enable"])
    endpoint.change(
        seen=seen,
        reason=None,
        state=EndpointState.DISABLED,
        disabled_at=clock.now(),
        disabled_reason="by_the_agency",
    )
    emit(
        by=by,
        agency_id=endpoint.agency_id,
        type=EventType.ENDPOINT_DISABLED,
        object_id=endpoint.pk,
        version=endpoint.version,
    )
    return endpoint


@operation("webhook_endpoint.enabled", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def enable_endpoint(*, by: Actor, endpoint: WebhookEndpoint, seen: int) -> WebhookEndpoint:
    """Deliver there again, once it answers a challenge: what was missed first, in its order.

    Raises:
        InvalidTransition: it is not disabled.
    """
    if endpoint.state != EndpointState.DISABLED:
        raise InvalidTransition("This endpoint is not disabled.", allowed=["disable"])
    endpoint.change(
        seen=seen,
        reason=None,
        state=EndpointState.PENDING,
        disabled_at=None,
        disabled_reason="",
        failing_since=None,
    )
    _challenge(by, endpoint)
    return endpoint


@operation("webhook_endpoint.keys_changed", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def rotate_keys(*, by: Actor, endpoint: WebhookEndpoint, seen: int) -> tuple[WebhookEndpoint, str]:
    """Sign with new keys, and for 24 hours with the former ones too; the secret is shown this once."""
    now, key = clock.now(), new_key()
    endpoint.change(seen=seen, reason=None, public_key=key.public)
    for older in EndpointKey.objects.filter(endpoint=endpoint):
        if older.previous_until is None:
            older.change(seen=None, reason=None, previous_until=now + OLD_KEY_LASTS)
        elif older.previous_until > now:
            # Two at once are enough; the one before the last ends here.
            older.change(seen=None, reason=None, previous_until=now)
    _keep(endpoint, key, now)
    return endpoint, key.secret


@operation("webhook_endpoint.tested", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def send_test(*, by: Actor, endpoint: WebhookEndpoint) -> UUID:
    """Send a test; where the challenge is still open, this asks it again.

    Raises:
        InvalidTransition: nothing is delivered there.
    """
    if endpoint.state == EndpointState.DISABLED:
        raise InvalidTransition("This endpoint is disabled.", allowed=["enable"])
    return _challenge(by, endpoint)


@operation("webhook_delivery.repeated", needs=Permission.MANAGE_WEBHOOKS, on="delivery")
def redeliver(*, by: Actor, delivery: Delivery) -> Delivery:
    """Deliver one event again under its own id, signed with the current keys.

    One that still waits for its next attempt is left alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SEND_AGAIN, [clock.now(), delivery.pk])
    return delivery


@operation("webhook_endpoint.replayed", needs=Permission.MANAGE_WEBHOOKS, on="endpoint")
def replay(
    *,
    by: Actor,
    endpoint: WebhookEndpoint,
    since: datetime,
    until: datetime | None = None,
    types: Iterable[str] = (),
) -> int:
    """Deliver again what happened in a span of time; answers how many events were queued.

    Raises:
        ValidationFailed: the span ends before it begins.
        InvalidTransition: nothing is delivered there.
    """
    if endpoint.state == EndpointState.DISABLED:
        raise InvalidTransition("This endpoint is disabled.", allowed=["enable"])
    now = clock.now()
    if since >= (until or now):
        raise ValidationFailed.at("/until", "ends_before_it_starts", "It ends before it begins.")
    with connection.cursor() as cursor:
        cursor.execute(
            _PLAY_AGAIN,
            {
                "endpoint": endpoint.pk,
                "agency": endpoint.agency_id,
                "now": now,
                "since": since,
                "until": until or now,
                "types": _known(types),
            },
        )
        return int(cursor.rowcount)


def _keep(endpoint: WebhookEndpoint, key: Key, now: datetime) -> None:
    EndpointKey(
        organisation_id=endpoint.organisation_id,
        endpoint=endpoint,
        sealed_secret=seal(key.secret),
        sealed_private_key=seal(key.private),
        starts_at=now,
    ).insert()


def _challenge(by: Actor, endpoint: WebhookEndpoint) -> UUID:
    return emit(
        by=by,
        agency_id=endpoint.agency_id,
        type=EventType.ENDPOINT_TEST,
        object_id=endpoint.pk,
        version=endpoint.version,
    )


def _demand_address(url: str) -> None:
    try:
        target_of(url)
    except AddressRefused as refused:
        raise ValidationFailed.at(
            "/url", refused.code, "We deliver to public addresses, by https on port 443."
        ) from refused


def _known(types: Iterable[str]) -> list[str]:
    wanted = sorted(set(types))
    errors = [
        FieldError(f"/types/{index}", "unknown_code", "There is no such event.")
        for index, name in enumerate(wanted)
        if name not in EventType.values
    ]
    if errors:
        raise ValidationFailed(*errors)
    return wanted
