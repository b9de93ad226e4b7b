"""From what happened to what an agency is told of it; in the same transaction.

Each handler decides two things: whom, and which of the closed types. What an event may carry is
decided in ``outbox.emit``: ids and a version that the agency can read for itself anyway.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from caseload.access.operations import Event
from caseload.consents.models import AccessEnd
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.exchange import selectors
from caseload.exchange.event_types import EventType
from caseload.exchange.outbox import emit


def _of_intake(event: Event, face: Any, told: EventType) -> None:
    if face is not None:
        emit(
            by=event.by,
            agency_id=face.agency_id,
            type=told,
            object_id=face.intake_id,
            version=face.version,
            external_reference=face.external_reference,
        )


def intake_face_changed(event: Event) -> None:
    """What the referrer may be told is something else now."""
    _of_intake(event, event.result, EventType.INTAKE_STATUS_CHANGED)


def intake_message_sent(event: Event) -> None:
    """Only ours: an agency knows what it wrote itself."""
    if event.result.direction == "out":
        face = selectors.face_of_intake(by=event.by, intake_id=event.result.intake_id)
        _of_intake(event, face, EventType.INTAKE_MESSAGE_CREATED)


def information_requested(event: Event) -> None:
    """Also of an intake that came by telephone, which no agency sees: then there is no face."""
    face = selectors.face_of_intake(by=event.by, intake_id=event.result.pk)
    _of_intake(event, face, EventType.INTAKE_INFORMATION_REQUESTED)


def _of_referral(by: Actor, referral_id: UUID, told: EventType) -> None:
    """A referral that went by post or to somebody without a program has no face, and no event."""
    face = selectors.face_of_referral(by=by, referral_id=referral_id)
    if face is not None:
        emit(
            by=by,
            agency_id=face.agency_id,
            type=told,
            object_id=referral_id,
            version=face.version,
        )


def referral_sent(event: Event) -> None:
    _of_referral(event.by, event.result.pk, EventType.REFERRAL_SENT)


def referral_withdrawn(event: Event) -> None:
    _of_referral(event.by, event.result.pk, EventType.REFERRAL_WITHDRAWN)


def referral_access_ended(event: Event) -> None:
    """Theirs no longer, though the work on it may go on: people decide about its state (2.7)."""
    if event.result.access_ended_at == clock.now():
        _of_referral(event.by, event.result.pk, EventType.REFERRAL_WITHDRAWN)


def referral_message_sent(event: Event) -> None:
    if event.result.direction == "out":
        _of_referral(event.by, event.result.referral_id, EventType.REFERRAL_MESSAGE_CREATED)


def _of_disclosure(event: Event, told: EventType) -> None:
    disclosure = event.result
    if disclosure.recipient_agency_id is not None:
        emit(
            by=event.by,
            agency_id=disclosure.recipient_agency_id,
            type=told,
            object_id=disclosure.pk,
            version=selectors.version_of_notice(by=event.by, disclosure_id=disclosure.pk),
        )


def disclosure_made(event: Event) -> None:
    _of_disclosure(event, EventType.DISCLOSURE_CREATED)


_ENDS: Final[dict[str, EventType]] = {
    AccessEnd.WITHDRAWN: EventType.CONSENT_WITHDRAWN,
    AccessEnd.RECALLED: EventType.DISCLOSURE_RECALLED,
    AccessEnd.BASIS_ENDED: EventType.DISCLOSURE_RECALLED,
    AccessEnd.AGREEMENT_ENDED: EventType.DISCLOSURE_RECALLED,
    AccessEnd.EXPIRED: EventType.DISCLOSURE_RECALLED,
}


def disclosure_ended(event: Event) -> None:
    """Ended now, not before: ending what has ended already is an operation without effect.

    What was for a time ends at a time that the agency knows, and it is told nothing; that an answer
    or an agreement ran out it does not know.
    """
    ended = event.result
    known = ended.expires_at is not None and ended.expires_at <= clock.now()
    if ended.access_ended_at == clock.now() and not (
        known and ended.access_ended_reason == AccessEnd.EXPIRED
    ):
        _of_disclosure(event, _ENDS[ended.access_ended_reason])


def disclosure_recalled(event: Event) -> None:
    """Called back after access had ended for another reason; else ``disclosure_ended`` told it."""
    just_ended = (
        event.result.access_ended_reason == AccessEnd.RECALLED
        and event.result.access_ended_at == clock.now()
    )
    if not just_ended:
        _of_disclosure(event, EventType.DISCLOSURE_RECALLED)


HANDLERS: Final[dict[str, Callable[[Event], None]]] = {
    "intake_face.changed": intake_face_changed,
    "intake_message.sent": intake_message_sent,
    "intake.information_requested": information_requested,
    "referral.sent": referral_sent,
    "referral.withdrawn": referral_withdrawn,
    "referral.access_ended": referral_access_ended,
    "referral_message.sent": referral_message_sent,
    "disclosure.made": disclosure_made,
    "disclosure.ended": disclosure_ended,
    "disclosure.recalled": disclosure_recalled,
}
"""``referral_face.changed`` is not among them: that side moves when the agency itself answers."""

SENT_ELSEWHERE: Final[dict[str, str]] = {
    EventType.ENDPOINT_TEST: "services.endpoints: added, moved, enabled, or asked for",
    EventType.ENDPOINT_DISABLED: "services.endpoints and relaying.settling: whoever disabled it",
}
