"""What was disclosed and has lost its basis: access ends, in the transaction in which it was lost."""

from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.consents.gate import Disclosed, Recipient
from caseload.consents.models import AccessEnd, Disclosure
from caseload.core.actor import Actor


def live_disclosures(*, by: Actor, case: Case) -> list[Disclosure]:
    """What somebody outside may still read of this case."""
    rows = Disclosure.objects.visible_to(by).filter(case=case, access_ended_at=None)
    return list(rows.order_by("pk"))


def end_what_lost_its_basis(*, by: Actor, case: Case, reason: AccessEnd) -> list[Disclosure]:
    """Ask the gate anew about each; what another basis still covers stays (api.md §13)."""
    ended = []
    for disclosure in live_disclosures(by=by, case=case):
        verdict = gate.may_disclose(
            by=by,
            recipient=Recipient(
                disclosure.recipient_agency_id,
                disclosure.recipient_name,
                disclosure.recipient_kind,
            ),
            subject=Disclosed(disclosure.pk),
            categories=disclosure.categories,
            purpose=disclosure.purpose,
        )
        if not verdict.allowed:
            ended.append(ledger.end_access(by=by, disclosure=disclosure, reason=reason))
    return ended
