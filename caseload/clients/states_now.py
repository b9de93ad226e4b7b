"""Which states are open to a case now; asked by services and by whoever shows the choice."""

from caseload.clients.models import Case
from caseload.clients.rules import allowed_transitions
from caseload.clients.states import CaseState
from caseload.core import clock
from caseload.core.uk_time import uk_date


def next_states(case: Case, *, reason: str = "") -> frozenset[CaseState]:
    """The next states that are possible today (BR-12, BR-68).

    ``reason`` is the closure reason in hand; without one, the reasons for which a case ends
    before its work began are not counted.
    """
    return allowed_transitions(
        case.state,
        reason=reason or None,
        closed_days_ago=(clock.today() - uk_date(case.closed_at)).days if case.closed_at else None,
        died=case.client.died_on is not None,
    )
