"""Telling a referrer that support is offered: a disclosure like any other, in the ledger (BR-13, E9)."""

from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.consents import gate, ledger
from caseload.consents.gate import Recipient
from caseload.consents.models import Disclosure
from caseload.core.actor import Actor
from caseload.core.errors import ConsentRequired, ConsentWithdrawn, NoLawfulBasis
from caseload.core.sharing import DataCategory, Purpose
from caseload.referrals.models import IntakeFace, IntakePerson
from caseload.referrals.subjects import OfIntake

SOURCE = "intake"


@operation("intake_feedback.told", needs=Permission.FOLLOW_PARTNER, on="face")
def tell_referrer(*, by: Actor, face: IntakeFace, status: str) -> Disclosure | None:
    """The agency reads that its referral came to something: one line for each answer it rests on.

    The case is held until the reading has ended, so that an answer taken back at the same moment
    waits, and the receipt stands on a basis. None where nothing of a case is told: before there is
    one, what the person said is kept on the intake itself, or where it may not be told any more.
    """
    people = IntakePerson.objects.visible_to(by).filter(intake_id=face.intake_id)
    person = people.exclude(accepted_case=None).order_by("recorded_at", "pk").first()
    if person is None or person.accepted_case is None:
        return None
    case = person.accepted_case
    summaries.lock(case.pk)
    recipient = Recipient(agency_id=face.agency_id)
    try:
        verdict = gate.demand(
            gate.may_disclose(
                by=by,
                recipient=recipient,
                subject=OfIntake(face.intake_id),
                categories=[DataCategory.STATUS],
                purpose=Purpose.REFERRAL_FEEDBACK,
            )
        )
    except (ConsentRequired, ConsentWithdrawn, NoLawfulBasis):
        # Taken back since it was asked for this reading: then the reading says something else.
        return None
    rests_on: dict[str, Any] = {
        "consent_id": verdict.consent_id,
        "lawful_basis_id": verdict.lawful_basis_id,
    }
    told = Disclosure.objects.visible_to(by).filter(
        case=case, source_id=face.intake_id, access_ended_at=None, **rests_on
    )
    return told.first() or ledger.disclose(
        by=by,
        case=case,
        recipient=recipient,
        categories=[DataCategory.STATUS],
        purpose=Purpose.REFERRAL_FEEDBACK,
        verdict=verdict,
        channel="partner_api",
        content={"reference": face.reference, "status": str(status)},
        source_kind=SOURCE,
        source_id=face.intake_id,
    )
