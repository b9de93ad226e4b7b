"""Telling a referrer that support is offered: a disclosure like any other, in the ledger (BR-13, E9)."""

from typing import Final

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.consents.gate import Recipient
from caseload.consents.models import Disclosure
from caseload.core.actor import Actor
from caseload.core.sharing import DataCategory, Purpose
from caseload.referrals.models import IntakeFace
from caseload.referrals.subjects import may_tell_referrer

SOURCE: Final = "intake"


@operation("intake_feedback.told", needs=Permission.FOLLOW_PARTNER, on="face")
def tell_referrer(*, by: Actor, face: IntakeFace, case: Case, facts: gate.Known) -> Disclosure:
    """The agency reads that its referral came to something: one line for each answer it rests on."""
    return ledger.disclose(
        by=by,
        case=case,
        recipient=Recipient(agency_id=face.agency_id),
        categories=[DataCategory.STATUS],
        purpose=Purpose.REFERRAL_FEEDBACK,
        verdict=gate.demand(may_tell_referrer(by=by, face=face, facts=facts)),
        channel="partner_api",
        content={"reference": face.reference, "status": str(face.status)},
        source_kind=SOURCE,
        source_id=face.intake_id,
    )
