"""Referrals out as staff and as receiving agencies read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import DatabaseError
from django.db.models import QuerySet

from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.audit.writing import insert_all
from caseload.clients.models import Case
from caseload.consents import gate
from caseload.consents.models import DisclosedCopy, DisclosureReceipt
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound
from caseload.core.sharing import Purpose
from caseload.referrals.models import (
    IntakeFace,
    MessageDirection,
    Referral,
    ReferralFace,
    ReferralMessage,
    ReferralResponse,
    ReferralState,
)
from caseload.referrals.sections import SAFE_CONTACT

_NOT_ALLOWED: Final = "42501"


def referrals_of_case(*, by: Actor, case: Case) -> QuerySet[Any]:
    """Referrals out of one case."""
    return Referral.objects.visible_to(by).filter(case=case)


def referrals_everywhere(*, by: Actor) -> QuerySet[Any]:
    """Referrals out across every case that ``by`` may see."""
    return Referral.objects.visible_to(by)


def unanswered(*, by: Actor, on: date) -> QuerySet[Any]:
    """Referrals whose chase date has come without a yes or a no."""
    return Referral.objects.visible_to(by).filter(
        state__in=(ReferralState.SENT, ReferralState.ACKNOWLEDGED), chase_on__lte=on
    )


def answers_to(*, by: Actor, referral: Referral) -> QuerySet[Any]:
    """What the recipient answered, as it came."""
    return ReferralResponse.objects.visible_to(by).filter(referral=referral)


def messages_about(*, by: Actor, referral: Referral) -> QuerySet[Any]:
    """What was written either way."""
    return ReferralMessage.objects.visible_to(by).filter(referral=referral)


def receipts_of(*, by: Actor, referral: Referral) -> QuerySet[Any]:
    """When the recipient fetched what it was sent. The referral passed its own read door."""
    if referral.disclosure_id is None:
        return DisclosureReceipt.objects.none()
    return DisclosureReceipt.objects.filter(disclosure_id=referral.disclosure_id)


@dataclass(frozen=True, slots=True)
class Received:
    """A referral as its agency reads it: its own side, and the copy as it was sent."""

    face: ReferralFace
    content: Mapping[str, Any]


def received_referrals(*, by: Actor) -> QuerySet[Any]:
    """What an agency was sent and may still read; its rows say nothing about anybody."""
    return ReferralFace.objects.visible_to(by)


def received_face(*, by: Actor, referral_id: UUID) -> ReferralFace:
    """The agency's side of a referral that it may still read.

    Raises:
        NotFound: as ``open_received``.
    """
    face = received_referrals(by=by).filter(referral_id=referral_id).first()
    if face is None or not may_read(
        by=by, disclosure_id=face.disclosure_id, categories=face.categories
    ):
        raise NotFound
    return face


def open_received(*, by: Actor, face_of: UUID) -> Received:
    """One received referral with what was sent. Each reading is a disclosure, and asks anew.

    Raises:
        NotFound: there is none, or it may not be read (any more); both are one answer.
    """
    face = received_face(by=by, referral_id=face_of)
    copy = DisclosedCopy.objects.filter(disclosure_id=face.disclosure_id).first()
    if copy is None:
        raise NotFound
    return Received(face=face, content=_within_scopes(by, copy.content))


def messages_of_received(*, by: Actor, face: ReferralFace) -> QuerySet[Any]:
    """Both sides of what was written about a received referral, as far as it may be read."""
    rows: QuerySet[Any] = ReferralMessage.objects.visible_to(by)
    rows = rows.filter(referral_id=face.referral_id)
    out = list(rows.filter(direction=MessageDirection.OUT))
    facts = gate.disclosed_together(message.disclosure_id for message in out)
    barred = [
        message.pk
        for message in out
        if not gate.may_disclose(
            by=by,
            recipient=gate.Recipient(agency_id=by.agency_id),
            subject=facts[message.disclosure_id],
            categories=[message.category],
            purpose=Purpose.REFERRAL_OUT,
        ).allowed
    ]
    return rows.exclude(pk__in=barred)


def write_receipts(
    *, by: Actor, face: ReferralFace | IntakeFace, disclosure_ids: Iterable[UUID], on_behalf: str
) -> None:
    """That these were fetched, when, and for whom the program said that it asked.

    The database takes no receipt for what may not be read any more: where access ends between the
    reading and its receipt, nothing is shown, and it answers like what never was.

    Raises:
        NotFound: access ended in this moment.
    """
    now = clock.now()
    receipts = [
        DisclosureReceipt(
            organisation_id=face.organisation_id,
            agency_id=face.agency_id,
            disclosure_id=disclosure_id,
            on_behalf=on_behalf,
            recorded_by_id=by.user_id,
            recorded_at=now,
        )
        for disclosure_id in disclosure_ids
    ]
    try:
        insert_all(receipts)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == _NOT_ALLOWED:
            raise NotFound from error
        raise


def may_read(
    *,
    by: Actor,
    disclosure_id: UUID,
    categories: Iterable[str],
    purpose: str = Purpose.REFERRAL_OUT,
) -> bool:
    """The gate, asked again at each reading by an agency's program."""
    return gate.may_disclose(
        by=by,
        recipient=gate.Recipient(agency_id=by.agency_id),
        subject=gate.Disclosed(disclosure_id),
        categories=categories,
        purpose=purpose,
    ).allowed


def _within_scopes(by: Actor, content: Mapping[str, Any]) -> dict[str, Any]:
    """The safe ways to reach the person go to programs that were given them by scope."""
    if Permission.READ_SAFE_CONTACT in held_by(by.roles):
        return dict(content)
    sections = {name: told for name, told in content["sections"].items() if name != SAFE_CONTACT}
    return {**content, "sections": sections}
