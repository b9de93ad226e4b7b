"""The ways a referral out may go (BR-11, BR-71), as pure functions."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from caseload.consents.models import AccessEnd
from caseload.core.working_days import ENGLAND, NORTHERN_IRELAND, SCOTLAND, add_working_days
from caseload.referrals.models import FaceState, ReferralState, ResponseKind

S = ReferralState

CHASE_WORKING_DAYS: Final = 10
NO_RESPONSE: Final = "no_response"
ON_WAITING_LIST: Final = "on_waiting_list"
THEIR_OUTCOMES: Final = frozenset(
    {"service_started", ON_WAITING_LIST, "declined_by_agency", "client_declined", "assessment_only"}
)
"""What an agency can say came of it. Silence and escalation are the charity's own words."""

STEPS: Final[Mapping[str, frozenset[str]]] = {
    S.DRAFT: frozenset({S.SENT, S.WITHDRAWN}),
    S.SENT: frozenset({S.ACKNOWLEDGED, S.CLOSED, S.WITHDRAWN}),
    S.ACKNOWLEDGED: frozenset({S.ACCEPTED, S.DECLINED, S.CLOSED, S.WITHDRAWN}),
    S.ACCEPTED: frozenset({S.CLOSED, S.WITHDRAWN}),
    S.DECLINED: frozenset({S.CLOSED}),
    S.WITHDRAWN: frozenset(),
    S.CLOSED: frozenset(),
}

# An agency that answers has the referral: what it says first passes through "acknowledged". Their
# waiting list is an outcome, reached through "accepted" like any other.
_ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    ResponseKind.ACKNOWLEDGE: (S.ACKNOWLEDGED,),
    ResponseKind.ACCEPT: (S.ACKNOWLEDGED, S.ACCEPTED),
    ResponseKind.DECLINE: (S.ACKNOWLEDGED, S.DECLINED),
    ResponseKind.WAIT_LIST: (S.ACKNOWLEDGED, S.ACCEPTED, S.CLOSED),
    ResponseKind.OUTCOME: (S.ACCEPTED, S.CLOSED),
}
_WAITS_TO_BE_ANSWERED: Final = frozenset({S.SENT, S.ACKNOWLEDGED})


def may_step(state: str, to: str) -> bool:
    return to in STEPS[state]


def steps_of_answer(kind: str, state: str, outcome: str = "") -> tuple[str, ...] | None:
    """The states through which an answer takes the referral; None where it is not possible.

    An agency that had the client on its waiting list may say later what came of it: then the
    referral stays closed, with the new outcome.
    """
    if kind == ResponseKind.OUTCOME and state == S.CLOSED:
        return () if outcome == ON_WAITING_LIST else None
    if kind == ResponseKind.OUTCOME and state != S.ACCEPTED:
        return None
    if kind in {ResponseKind.ACCEPT, ResponseKind.DECLINE, ResponseKind.WAIT_LIST} and (
        state not in _WAITS_TO_BE_ANSWERED
    ):
        return None
    if kind == ResponseKind.ACKNOWLEDGE and state != S.SENT:
        return None
    way = _ANSWERS[kind]
    return way[way.index(state) + 1 :] if state in way else way


def may_close(state: str, outcome: str, chase_on: date | None, today: date) -> bool:
    """Silence closes what was chased, and nothing else closes what was never answered."""
    if state in {S.SENT, S.ACKNOWLEDGED}:
        return outcome == NO_RESPONSE and chase_on is not None and chase_on <= today
    return state in {S.ACCEPTED, S.DECLINED} and outcome != NO_RESPONSE


def chase_date(sent_on: date, uk_nation: str) -> date:
    """The day on which silence becomes a task, by the working days of the case's nation."""
    nation = uk_nation if uk_nation in {SCOTLAND, NORTHERN_IRELAND} else ENGLAND
    return add_working_days(sent_on, CHASE_WORKING_DAYS, nation)


def follows_the_end(state: str) -> bool:
    """Does the end of what it rests on end the referral? After acceptance people decide (2.7)."""
    return state in _WAITS_TO_BE_ANSWERED


def reason_of_end(ended: str) -> str:
    """The code of a withdrawal that a person's own decision caused; none for what ran out."""
    return "changed_mind" if ended == AccessEnd.WITHDRAWN else ""


def face_of(state: str) -> str | None:
    """How the agency calls this state; nothing for what it is never told."""
    return state if state in set(FaceState) else None
