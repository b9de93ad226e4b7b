"""What an agency is told, and where; read as somebody."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import BigIntegerField, Func, Q, QuerySet

from caseload.accounts.models import PartnerAgency
from caseload.consents.models import DisclosureNotice, NoticeStatus
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.exchange.event_types import KEPT_DAYS, EventObject, EventOp
from caseload.exchange.models import Delivery, OutboxEvent, WebhookEndpoint
from caseload.referrals.models import IntakeFace, ReferralFace

_HORIZON = Func(
    function="acl.outbox_horizon",
    template="(SELECT %(function)s())",
    output_field=BigIntegerField(),
)
"""The oldest transaction still running here: nothing below it can be committed any more."""


def face_of_intake(*, by: Actor, intake_id: UUID) -> IntakeFace | None:
    return IntakeFace.objects.visible_to(by).filter(intake_id=intake_id).first()


def face_of_referral(*, by: Actor, referral_id: UUID) -> ReferralFace | None:
    return ReferralFace.objects.visible_to(by).filter(referral_id=referral_id).first()


def version_of_notice(*, by: Actor, disclosure_id: UUID) -> int:
    """The version that the agency sees of something that was told to it."""
    notice = DisclosureNotice.objects.filter(disclosure_id=disclosure_id).first()
    return 1 if notice is None else notice.version


def my_agency(*, by: Actor) -> PartnerAgency:
    """The agency whose program asks."""
    agency = PartnerAgency.objects.filter(pk=by.agency_id).first() if by.agency_id else None
    if agency is None:
        raise NotFound
    return agency


def endpoints(*, by: Actor) -> QuerySet[WebhookEndpoint]:
    return WebhookEndpoint.objects.visible_to(by)


def endpoint(*, by: Actor, pk: UUID) -> WebhookEndpoint:
    found = endpoints(by=by).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def deliveries(*, by: Actor, endpoint: WebhookEndpoint) -> QuerySet[Delivery]:
    """What was and will be delivered there, with each one's event."""
    return Delivery.objects.visible_to(by).filter(endpoint=endpoint).select_related("event")


@dataclass(frozen=True, slots=True)
class Changes:
    """One page of the feed, and how far it was read: further than what is shown, at times."""

    events: list[OutboxEvent]
    position: tuple[int, int] | None


def changes(
    *, by: Actor, after: tuple[int, int] | None, types: frozenset[str], limit: int
) -> Changes:
    """What the agency is told, oldest first, and only below the transaction horizon.

    A transaction that began before and commits later stands above the horizon until it is over,
    so nobody reads past it. What the agency may not read now is left out; tombstones are not.
    It is read on until there is something to show: who finds nothing has reached the end.
    """
    rows = OutboxEvent.objects.visible_to(by).filter(
        tx__lt=_HORIZON, occurred_at__gt=clock.now() - timedelta(days=KEPT_DAYS)
    )
    if types:
        rows = rows.filter(type__in=types)
    position = after
    while True:
        found = list(_beyond(rows, position).order_by("tx", "seq")[:limit])
        position = (found[-1].tx, found[-1].seq) if found else position
        readable = _readable(by, found)
        if readable or len(found) < limit:
            return Changes(readable, position)


def _beyond(rows: QuerySet[OutboxEvent], position: tuple[int, int] | None) -> QuerySet[OutboxEvent]:
    if position is None:
        return rows
    tx, seq = position
    return rows.filter(Q(tx__gt=tx) | Q(tx=tx, seq__gt=seq))


def _readable(by: Actor, events: list[OutboxEvent]) -> list[OutboxEvent]:
    asked: dict[str, set[UUID]] = {}
    for event in events:
        if event.op != EventOp.DELETE:
            asked.setdefault(event.object, set()).add(event.object_id)
    there = {kind: _there(by, kind, ids) for kind, ids in asked.items()}
    return [
        event
        for event in events
        if event.op == EventOp.DELETE or event.object_id in there[event.object]
    ]


def _there(by: Actor, kind: str, ids: set[UUID]) -> set[UUID]:
    """Of these ids, those that the agency may read at this moment; the database says so too."""
    if kind == EventObject.INTAKE:
        faces = IntakeFace.objects.visible_to(by).filter(intake_id__in=ids)
        return set(faces.values_list("intake_id", flat=True))
    if kind == EventObject.REFERRAL:
        received = ReferralFace.objects.visible_to(by).filter(referral_id__in=ids)
        return set(received.values_list("referral_id", flat=True))
    if kind == EventObject.DISCLOSURE:
        notices = DisclosureNotice.objects.filter(
            agency_id=by.agency_id, disclosure_id__in=ids, status=NoticeStatus.LIVE
        )
        return set(notices.values_list("disclosure_id", flat=True))
    return set(endpoints(by=by).filter(pk__in=ids).values_list("pk", flat=True))
