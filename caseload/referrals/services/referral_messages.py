"""Messages about a referral out, both ways: each that leaves is a disclosure of its own."""

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, ValidationFailed
from caseload.core.sharing import DataCategory, Purpose
from caseload.referrals.models import (
    Channel,
    MessageDirection,
    Referral,
    ReferralFace,
    ReferralMessage,
)
from caseload.referrals.referral_content import recipient_of
from caseload.referrals.referral_steps import agency_side, tell_lead


@operation("referral_message.sent", needs=Permission.REFER_OUT, on="referral")
def send_referral_message(
    *, by: Actor, referral: Referral, body: str, category: str = DataCategory.NOTES
) -> ReferralMessage:
    """Write to the receiving agency about its referral; what is said is disclosed by saying it.

    ``category`` is the kind of data that the message holds.

    Raises:
        InvalidTransition: the agency has no side of it here, or may not read it any more.
        ConsentRequired, ConsentWithdrawn, NoLawfulBasis: it may not be told.
    """
    _demand_words(body)
    summaries.lock(referral.case_id)
    face = agency_side(by, referral)
    if face is None or referral.access_ended_at is not None:
        raise InvalidTransition("The recipient cannot read messages here.", allowed=[])
    case = Case.objects.visible_to(by).get(pk=referral.case_id)
    recipient = recipient_of(referral)
    verdict = gate.demand(
        gate.may_disclose(
            by=by,
            recipient=recipient,
            subject=gate.OnCase(case),
            categories=[category],
            purpose=Purpose.REFERRAL_OUT,
        )
    )
    message = ReferralMessage(
        organisation_id=referral.organisation_id,
        agency_id=face.agency_id,
        referral=referral,
        direction=MessageDirection.OUT,
        body=body,
        category=category,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    )
    message.disclosure = ledger.disclose(
        by=by,
        case=case,
        recipient=recipient,
        purpose=Purpose.REFERRAL_OUT,
        categories=[category],
        verdict=verdict,
        channel=Channel.PARTNER_API,
        content={"reference": referral.reference, "message": body},
        source_kind="referral_message",
        source_id=message.pk,
        expires_at=referral.expires_at,
    )
    return message.insert()


@operation("referral_message.received", needs=Permission.WRITE_OWN_MESSAGES, on="face")
def reply_to_referral(
    *, by: Actor, face: ReferralFace, body: str, on_behalf: str = ""
) -> ReferralMessage:
    """Add what an agency's program writes to the charity about a referral it received."""
    _demand_words(body)
    return ReferralMessage(
        organisation_id=face.organisation_id,
        agency_id=face.agency_id,
        referral_id=face.referral_id,
        direction=MessageDirection.IN,
        body=body,
        on_behalf=on_behalf,
        recorded_by_id=by.user_id,
        recorded_at=clock.now(),
    ).insert()


@operation("referral_message.followed", needs=Permission.FOLLOW_PARTNER, on="message")
def follow_message(*, by: Actor, message: ReferralMessage) -> ReferralMessage:
    """Tell whoever leads the case that an agency wrote about a referral."""
    referral = Referral.objects.visible_to(by).get(pk=message.referral_id)
    tell_lead(
        by=by,
        referral=referral,
        rule_key=f"referral.message:{message.pk}",
        title="An agency wrote about a referral",
    )
    return message


def _demand_words(body: str) -> None:
    if not body.strip():
        raise ValidationFailed.at("/body", "words_needed", "Write something.")
