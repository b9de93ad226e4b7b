"""Referrals out, from draft to the end: written, shown, sent, taken back, closed (BR-11, BR-71)."""

from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import Q

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import PartnerAgency, PartnerClient
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.consents.models import AccessEnd, Disclosure
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, ValidationFailed
from caseload.core.references import new_reference
from caseload.core.sharing import Purpose
from caseload.core.uk_time import uk_date
from caseload.referrals import sections as parts
from caseload.referrals.models import (
    Channel,
    FaceState,
    Referral,
    ReferralFace,
    ReferralMessage,
    ReferralState,
)
from caseload.referrals.referral_content import look_ahead, recipient_of
from caseload.referrals.referral_rules import (
    STEPS,
    chase_date,
    may_close,
    may_step,
)
from caseload.referrals.referral_steps import agency_side, take_steps, tell_lead
from caseload.referrals.services.referral_faces import change_face

_LOOK_AGAIN = "What goes has changed since it was shown. Look at it again."


class ReferralWords(TypedDict, total=False):
    """What a draft says."""

    recipient_agency_id: UUID | None
    recipient_name: str
    destination_type: str
    reason: str
    sections: list[str]
    expires_at: datetime | None


@operation("referral.drafted", needs=Permission.REFER_OUT, on="case")
def draft_referral(
    *, by: Actor, case: Case, follows_id: UUID | None = None, **words: Unpack[ReferralWords]
) -> Referral:
    """Begin a referral to another agency or service; nothing leaves yet.

    ``follows_id`` is an earlier referral of this case that ended.

    Raises:
        ValidationFailed: no such agency or earlier referral, or a section that does not exist.
    """
    if follows_id is not None:
        _demand_ended(by, case, follows_id)
    return Referral(
        case=case,
        reference=new_reference(),
        state_since=clock.now(),
        follows_id=follows_id,
        **_checked(case, words),
    ).record(by=by)


@operation("referral.amended", needs=Permission.REFER_OUT, on="referral")
def amend_referral(
    *, by: Actor, referral: Referral, seen: int, **words: Unpack[ReferralWords]
) -> Referral:
    """Reword a referral that has not been sent.

    Raises:
        InvalidTransition: it was sent; what was sent was sent.
    """
    if referral.state != ReferralState.DRAFT:
        raise InvalidTransition("Only a draft can be changed.", allowed=[])
    referral.amend(by=by, seen=seen, reason=None, **_checked(referral.case, words))
    return referral


@operation("referral.sent", needs=Permission.REFER_OUT, on="referral")
def send_referral(
    *, by: Actor, referral: Referral, seen: int, content_hash: str, channel: str = ""
) -> Referral:
    """Send exactly what the preview showed, on the basis that stands at this moment.

    Raises:
        InvalidTransition: it is no draft.
        ValidationFailed: there is nothing to send or no way to, or it differs from the preview.
        ConsentRequired, ConsentWithdrawn, NoLawfulBasis: it may not be told.
    """
    _demand_step(referral, ReferralState.SENT)
    # Whoever withdraws a consent waits for this, and this for them.
    summaries.lock(referral.case_id)
    if not referral.sections:
        raise ValidationFailed.at("/sections", "sections_needed", "Choose what goes along.")
    channel = _channel(referral, channel)
    ahead = look_ahead(by=by, referral=referral)
    verdict = gate.demand(ahead.verdict)
    if content_hash != ahead.content_hash:
        raise ValidationFailed.at("/content_hash", "preview_changed", _LOOK_AGAIN)
    now = clock.now()
    made = ledger.disclose(
        by=by,
        case=referral.case,
        recipient=recipient_of(referral),
        purpose=Purpose.REFERRAL_OUT,
        categories=ahead.categories,
        verdict=verdict,
        channel=channel,
        content=ahead.content,
        source_kind="referral",
        source_id=referral.pk,
        expires_at=referral.expires_at,
    )
    referral.amend(
        by=by,
        seen=seen,
        reason=None,
        state=ReferralState.SENT,
        state_since=now,
        categories=ahead.categories,
        disclosure_id=made.pk,
        sent_at=now,
        sent_by_id=by.user_id,
        chase_on=chase_date(uk_date(now), referral.case.uk_nation),
    )
    if channel == Channel.PARTNER_API and referral.recipient_agency_id is not None:
        ReferralFace(
            organisation_id=referral.organisation_id,
            agency_id=referral.recipient_agency_id,
            referral=referral,
            disclosure=made,
            reference=referral.reference,
            destination_type=referral.destination_type,
            categories=ahead.categories,
            state=FaceState.SENT,
            sent_at=now,
            expires_at=referral.expires_at,
            changed_at=now,
        ).insert()
    return referral


@operation("referral.withdrawn", needs=Permission.REFER_OUT, on="referral")
def withdraw_referral(
    *,
    by: Actor,
    referral: Referral,
    seen: int | None,
    reason: str,
    ended: str = "",
) -> Referral:
    """Take a referral back: its recipient may read it no more, from this moment.

    ``ended`` is why access has ended already, where that is what takes it back; then nobody
    needs to give a reason of their own, and nothing is called back twice.

    Raises:
        InvalidTransition: it has ended, or was declined.
        ValidationFailed: no reason.
    """
    summaries.lock(referral.case_id)
    _demand_step(referral, ReferralState.WITHDRAWN)
    if not reason and not ended:
        raise ValidationFailed.at("/reason", "reason_needed", "Say why it is withdrawn.")
    was_sent = referral.state != ReferralState.DRAFT
    now = clock.now()
    over: dict[str, Any] = {}
    if was_sent and referral.access_ended_at is None:
        over = {
            "access_ended_at": now,
            "access_ended_reason": ended or AccessEnd.RECALLED.value,
        }
    referral.amend(
        by=by,
        seen=seen,
        reason=None,
        state=ReferralState.WITHDRAWN,
        state_since=now,
        withdrawal_reason=reason,
        **over,
    )
    if over:
        _move_face(by, referral)
    if over and not ended:
        _recall(by, referral)
    return referral


@operation("referral.access_ended", needs=Permission.REFER_OUT, on="referral")
def note_end_of_access(*, by: Actor, referral: Referral, ended: str) -> Referral:
    """Write down that the recipient may not read it any more; people decide about the state."""
    summaries.lock(referral.case_id)
    if referral.access_ended_at is None:
        referral.amend(
            by=by,
            seen=None,
            reason=None,
            access_ended_at=clock.now(),
            access_ended_reason=ended,
        )
        _move_face(by, referral)
    return referral


@operation("referral.closed", needs=Permission.REFER_OUT, on="referral")
def close_referral(
    *, by: Actor, referral: Referral, seen: int, outcome: str, outcome_note: str = ""
) -> Referral:
    """End a referral with what came of it; silence counts only after the chase date.

    Raises:
        InvalidTransition: it was never answered and is not yet to be chased, or it has ended.
    """
    if not outcome:
        raise ValidationFailed.at("/outcome", "outcome_needed", "A referral ends with an outcome.")
    summaries.lock(referral.case_id)
    today = uk_date(clock.now())
    if not may_close(referral.state, outcome, referral.chase_on, today):
        raise InvalidTransition(
            "It cannot be closed with this outcome now.", allowed=sorted(STEPS[referral.state])
        )
    take_steps(
        by=by,
        referral=referral,
        steps=(ReferralState.CLOSED,),
        seen=seen,
        outcome=outcome,
        outcome_note=outcome_note,
    )
    face = agency_side(by, referral)
    if face is not None:
        change_face(by=by, referral=referral, face=face)
    return referral


@operation("referral.chased", needs=Permission.REFER_OUT, on="referral")
def chase_referral(*, by: Actor, referral: Referral) -> Referral:
    """Nobody answered by the chase date: whoever leads the case is asked to find out why."""
    tell_lead(
        by=by,
        referral=referral,
        rule_key=f"referral.chase:{referral.pk}",
        title="Chase a referral that was not answered",
        task_type="referral_chase",
        due_on=referral.chase_on,
    )
    return referral


def _checked(case: Case, words: ReferralWords) -> dict[str, Any]:
    given: dict[str, Any] = dict(words)
    if "sections" in given:
        unknown = set(given["sections"]) - parts.SECTIONS.keys()
        if unknown:
            raise ValidationFailed.at("/sections", "unknown_section", "There is no such section.")
        given["sections"] = sorted(set(given["sections"]))
        given["categories"] = parts.categories_of(given["sections"])
    if "reason" in given:
        # ``reason`` of a change is why it was changed; the column is called by what it says.
        given["asked_for"] = given.pop("reason")
        if not given["asked_for"].strip():
            raise ValidationFailed.at("/reason", "reason_needed", "Say what is asked for.")
    ledger.demand_ahead(given.get("expires_at"))
    agency_id = given.get("recipient_agency_id")
    if agency_id is not None and not _agencies(case).filter(pk=agency_id).exists():
        raise ValidationFailed.at("/recipient_agency_id", "not_found", "There is no such agency.")
    return given


def _agencies(case: Case) -> Any:
    return PartnerAgency.objects.filter(organisation_id=case.organisation_id)


def _demand_ended(by: Actor, case: Case, follows_id: UUID) -> None:
    earlier = Referral.objects.visible_to(by).filter(case=case, pk=follows_id).first()
    if earlier is None or earlier.state not in {ReferralState.WITHDRAWN, ReferralState.CLOSED}:
        raise ValidationFailed.at(
            "/follows_id", "not_ended", "There is no earlier referral that ended."
        )


def _demand_step(referral: Referral, to: str) -> None:
    if not may_step(referral.state, to):
        raise InvalidTransition(
            "This step is not possible from the present state.",
            allowed=sorted(STEPS[referral.state]),
        )


def _channel(referral: Referral, asked: str) -> str:
    """An agency with a program of its own is sent it there; anybody else as the worker says."""
    if not asked and referral.recipient_agency_id is not None:
        live = PartnerClient.objects.filter(
            agency_id=referral.recipient_agency_id, suspended_at=None
        )
        asked = Channel.PARTNER_API if live.exists() else ""
    if not asked or (asked == Channel.PARTNER_API and referral.recipient_agency_id is None):
        raise ValidationFailed.at("/channel", "channel_needed", "Say how it is sent.")
    return asked


def _move_face(by: Actor, referral: Referral) -> None:
    """Its version moves with the end, so that the tombstone is newer than what was read."""
    face = agency_side(by, referral)
    if face is not None:
        change_face(by=by, referral=referral, face=face)


def _recall(by: Actor, referral: Referral) -> None:
    """What was sent, and every message about it since."""
    messages = ReferralMessage.objects.visible_to(by).filter(referral=referral)
    told = Disclosure.objects.visible_to(by).filter(
        Q(source_id=referral.pk) | Q(source_id__in=messages.values("pk")), access_ended_at=None
    )
    for disclosure in told:
        ledger.end_access(by=by, disclosure=disclosure, reason=AccessEnd.RECALLED)
