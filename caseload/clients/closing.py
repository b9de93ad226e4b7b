"""What the apps above know of a case that is about to end (BR-66, BR-67).

Contacts, tasks and, later, safety and referrals lie above ``clients``. They fill these registries
at start-up, so that closing asks them without knowing them.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from caseload.clients.models import Case
from caseload.clients.rules import Attempt, ClosingFacts, closing_errors
from caseload.core.actor import Actor
from caseload.core.errors import FieldError


class ClosingCheck(StrEnum):
    """One thing that a worker says they have gone through before support ends."""

    RISKS = "risks"
    REFERRALS = "referrals"
    FOLLOW_UP = "follow_up"
    ROUTES = "routes"


class Check(Protocol):
    """Whatever still stands between this case and its end, as somebody above sees it."""

    def __call__(self, *, by: Actor, case: Case, reason: str) -> Iterable[FieldError]: ...


class Attempts(Protocol):
    """Every try to reach the client of this case, answered or not."""

    def __call__(self, *, by: Actor, case: Case) -> Sequence[Attempt]: ...


_checks: list[Check] = []
_attempts: list[Attempts] = []


def register_check(check: Check) -> None:
    """Ask ``check`` whenever a case is closed; called at start-up."""
    if check not in _checks:
        _checks.append(check)


def register_attempts(attempts: Attempts) -> None:
    """Take the tries that BR-66 counts from here; called at start-up."""
    if attempts not in _attempts:
        _attempts.append(attempts)


def shortfalls(
    *, by: Actor, case: Case, reason: str, summary: str, checks: frozenset[str]
) -> list[FieldError]:
    """Everything that is missing before this case may end, from all who know, at once."""
    facts = ClosingFacts(
        reason=reason,
        summary=summary,
        risks_checked=ClosingCheck.RISKS in checks,
        referrals_checked=ClosingCheck.REFERRALS in checks,
        follow_up_consent_recorded=ClosingCheck.FOLLOW_UP in checks,
        routes_cleaned_up=ClosingCheck.ROUTES in checks,
        attempts=[each for known in _attempts for each in known(by=by, case=case)],
        nation=case.uk_nation,
    )
    errors = closing_errors(facts)
    for check in _checks:
        errors += check(by=by, case=case, reason=reason)
    return errors
