"""What exactly goes with a referral out: shown before, sent, and read later are one and the same."""

from dataclasses import dataclass
from typing import Any, Final

from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.core.actor import Actor
from caseload.core.sharing import AgencyKind, Purpose
from caseload.referrals import sections
from caseload.referrals.models import Referral

_KINDS: Final[dict[str, AgencyKind]] = {
    **dict.fromkeys(
        ("emergency_services", "police_101", "police_investigating_team"), AgencyKind.POLICE
    ),
    **dict.fromkeys(
        ("childrens_services_safeguarding", "childrens_services_support", "lado"),
        AgencyKind.CHILDRENS_SERVICES,
    ),
    **dict.fromkeys(("nhs_crisis", "gp", "talking_therapies", "camhs"), AgencyKind.NHS),
    "school": AgencyKind.SCHOOL,
}
"""What somebody is who is named as the destination of a referral; other where it does not matter."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The content as it would go now, its hash, and whether it may go."""

    content: dict[str, Any]
    content_hash: str
    categories: list[str]
    verdict: gate.Verdict


def recipient_of(referral: Referral) -> gate.Recipient:
    named = referral.recipient_agency_id is None
    return gate.Recipient(
        agency_id=referral.recipient_agency_id,
        name=referral.recipient_name,
        kind=_KINDS.get(referral.destination_type, AgencyKind.OTHER) if named else "",
    )


def content_of(*, by: Actor, referral: Referral, case: Case) -> dict[str, Any]:
    """The words and facts that go, as they stand at this moment."""
    return {
        "reference": referral.reference,
        "destination_type": referral.destination_type,
        "reason": referral.asked_for if sections.NEEDS in referral.sections else "",
        "sections": sections.render(
            by=by, case=case, sections=referral.sections, words=referral.asked_for
        ),
    }


def look_ahead(*, by: Actor, referral: Referral) -> Preview:
    """What would be sent now and on which basis; nothing is written, and nothing leaves."""
    case = Case.objects.visible_to(by).get(pk=referral.case_id)
    content = content_of(by=by, referral=referral, case=case)
    categories = sections.categories_of(referral.sections)
    return Preview(
        content=content,
        content_hash=ledger.content_hash(content),
        categories=categories,
        verdict=gate.may_disclose(
            by=by,
            recipient=recipient_of(referral),
            subject=gate.OnCase(case),
            categories=categories,
            purpose=Purpose.REFERRAL_OUT,
        ),
    )
