"""Telling somebody outside by other ways than a referral, and calling back what was told."""

from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.consents.gate import OnCase, Recipient
from caseload.consents.models import AccessEnd, Disclosure, DisclosureNotice
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, StaleVersion, ValidationFailed
from caseload.core.sharing import DataCategory

_NOT_BY_PLAIN_MAIL = frozenset(
    {
        DataCategory.CHILDREN,
        DataCategory.HEALTH,
        DataCategory.OFFENCE_RELATED,
        DataCategory.RISK,
    }
)


@operation("disclosure.recorded", needs=Permission.DISCLOSE, on="case")
def tell(
    *,
    by: Actor,
    case: Case,
    recipient: Recipient,
    purpose: str,
    categories: list[str],
    channel: str,
    content: str,
) -> Disclosure:
    """Write down what is told to somebody by telephone, letter or mail, as it is told.

    Raises:
        ConsentRequired, ConsentWithdrawn, NoLawfulBasis: the gate says no; nothing is saved.
        ValidationFailed: plain mail for what may not go by it (BR-48).
    """
    if channel == "email" and _NOT_BY_PLAIN_MAIL & set(categories):
        raise ValidationFailed.at(
            "/channel", "secure_mail_needed", "Send this by secure mail, or by another way."
        )
    if recipient.agency_id is None and not recipient.kind:
        raise ValidationFailed.at(
            "/recipient_kind", "kind_needed", "Say what the recipient is: police, school, other."
        )
    summaries.lock(case.pk)
    verdict = gate.demand(
        gate.may_disclose(
            by=by,
            recipient=recipient,
            subject=OnCase(case),
            categories=categories,
            purpose=purpose,
        )
    )
    return ledger.disclose(
        by=by,
        case=case,
        recipient=recipient,
        purpose=purpose,
        categories=categories,
        verdict=verdict,
        channel=channel,
        content={"told": content},
    )


@operation("disclosure.recalled", needs=Permission.DISCLOSE, on="disclosure")
def recall_disclosure(*, by: Actor, disclosure: Disclosure, seen: int, note: str) -> Disclosure:
    """Call back what was told: access ends now, and the agency is asked to destroy its copy."""
    if disclosure.access_ended_at is not None:
        raise InvalidTransition("Access to this has ended already.", allowed=[])
    summaries.lock(disclosure.case_id)
    if disclosure.version != seen:
        raise StaleVersion(version=disclosure.version)
    return ledger.end_access(by=by, disclosure=disclosure, reason=AccessEnd.RECALLED, note=note)


@operation("disclosure.recall_acknowledged", needs=Permission.FOLLOW_PARTNER, on="notice")
def acknowledge_recall(*, by: Actor, notice: DisclosureNotice, seen: int | None) -> Any:
    """The agency says that it has stopped using what was called back; the desk writes it down."""
    if notice.ended_at is None or notice.acknowledged_at is not None:
        raise InvalidTransition("There is nothing to acknowledge.", allowed=[])
    return notice.change(seen=seen, reason="acknowledged", acknowledged_at=clock.now())
