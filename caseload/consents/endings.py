"""What was disclosed and has lost its basis: access ends, in the transaction in which it was lost.

The gate refuses every reading from the moment a basis ends, whether anything is written down or
not. What is written down here is that it ended, and why: so that the agency is told to stop, and
whoever leads the case hears of it.
"""

from typing import Final

from caseload.clients.models import Case
from caseload.consents import gate, ledger
from caseload.consents.models import AccessEnd, Disclosure
from caseload.consents.rules import Reason, Verdict
from caseload.core.actor import Actor

_OF_ITS_AGREEMENT: Final = frozenset({Reason.NO_AGREEMENT, Reason.NOT_COVERED})
_OF_TIME: Final = frozenset(
    {Reason.ACCESS_ENDED, Reason.EXPIRED, Reason.LAPSED_AT_18, Reason.NOT_YET}
)


def live_disclosures(*, by: Actor, case: Case) -> list[Disclosure]:
    """What somebody outside may still read of this case."""
    rows = Disclosure.objects.visible_to(by).filter(case=case, access_ended_at=None)
    return list(rows.order_by("pk"))


def end_what_ran_out(*, by: Actor, case: Case) -> list[Disclosure]:
    """End what has no basis any more, each for its own reason: time, agreement, decision, answer.

    Whoever takes something back does this first, so that what ended before is not put down to it.
    """
    ended = []
    for disclosure in live_disclosures(by=by, case=case):
        verdict = gate.still_stands(disclosure)
        if not verdict.allowed:
            reason = reason_of_end(disclosure, verdict)
            ended.append(ledger.end_access(by=by, disclosure=disclosure, reason=reason))
    return ended


def end_what_lost_its_basis(*, by: Actor, case: Case, reason: AccessEnd) -> list[Disclosure]:
    """Ask the gate anew about each; what another basis still covers stays (api.md §13)."""
    return [
        ledger.end_access(by=by, disclosure=disclosure, reason=reason)
        for disclosure in live_disclosures(by=by, case=case)
        if not gate.still_stands(disclosure).allowed
    ]


def reason_of_end(disclosure: Disclosure, verdict: Verdict) -> AccessEnd:
    """Why the gate says no now to what it let pass when it was told."""
    if verdict.code in _OF_ITS_AGREEMENT:
        return AccessEnd.AGREEMENT_ENDED
    if verdict.code == Reason.ACCESS_ENDED:
        return AccessEnd.EXPIRED
    if disclosure.lawful_basis_id is not None:
        return AccessEnd.BASIS_ENDED
    return AccessEnd.EXPIRED if verdict.code in _OF_TIME else AccessEnd.WITHDRAWN
