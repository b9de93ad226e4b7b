"""Opening cases and moving them through their states (BR-12, BR-64 to BR-68)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from caseload.access import grants, scope
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import GRANTED_TO_TEAM, AllocationKind, held_by
from caseload.accounts.models import Team
from caseload.clients import membership, parts, summaries
from caseload.clients.closing import ClosingCheck, shortfalls
from caseload.clients.models import Case, Family, Person
from caseload.clients.rules import (
    LONGEST_REVIEW_DAYS,
    next_review,
    review_errors,
)
from caseload.clients.states import CaseState
from caseload.clients.states_now import next_states
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, NotPermitted, StaleVersion, ValidationFailed
from caseload.core.references import new_reference
from caseload.vocabulary.source import codes

AMENDABLE = frozenset({"disclosure_circle", "urgency", "uk_nation", "family"})


@operation("case.opened", needs=Permission.OPEN_CASE, on="team")
def open_case(
    *,
    by: Actor,
    team: Team,
    client: Person,
    strand: str,
    family: Family | None = None,
    uk_nation: str = "england",
    urgency: str = "standard",
    lead_id: UUID | None = None,
    follows: Case | None = None,
) -> Case:
    """Begin to support one client in one strand (BR-30).

    The team's managers get their grants here. The opener keeps sight of the case only if
    allocated: what they may do in this request ends with it (access-and-audit.md §4.4).
    ``follows`` is the closed case that this one goes on from (BR-68).
    """
    if follows is not None:
        _check_follows(follows, client)
    now = clock.now()
    case = Case(
        organisation_id=team.organisation_id,
        reference=new_reference(),
        client=client,
        family=family,
        strand=strand,
        uk_nation=uk_nation,
        urgency=urgency,
        team=team,
        state_since=now,
        follows=follows,
        recorded_by_id=by.user_id,
        recorded_at=now,
        opened_request=by.request_id,
    ).insert()
    summaries.begin(case)
    if family is not None:
        membership.join(by=by, family=family, person=client, person_role="client")
    grants.grant_group(
        by=by,
        case=case,
        group_id=team.group_id,
        permissions=GRANTED_TO_TEAM,
        source_id=case.pk,
        reason="opened in this team",
    )
    if lead_id is not None:
        parts.give(by=by, case=case, user_id=lead_id, role=AllocationKind.LEAD)
    return case


@operation("case.state_changed", needs=Permission.TRANSITION, on="case")
def transition_case(
    *,
    by: Actor,
    case: Case,
    seen: int,
    to: str,
    reason: str = "",
    pause_reason: str = "",
    review_due_on: date | None = None,
    closure_reason: str = "",
    closure_summary: str = "",
    checks: Iterable[str] = (),
) -> Case:
    """Move a case on to its next state.

    ``checks`` are the things that the worker says they went through before support ends; they
    stay on the case, because an inspector asks.

    Raises:
        InvalidTransition: not from here; the allowed states come with it.
        ValidationFailed: a pause without its reason, a review too far away, or everything that
            still stands between the case and its end, at once.
        StaleVersion: somebody moved it first.
    """
    if case.version != seen:
        raise StaleVersion(version=case.version)
    allowed = next_states(case, reason=closure_reason or case.closure_reason)
    if to not in allowed:
        raise InvalidTransition(allowed=sorted(allowed))
    now = clock.now()
    changes: dict[str, Any] = {
        "state": to,
        "state_since": now,
        "pause_reason": "",
        "review_due_on": None,
    }
    if to == CaseState.PAUSED:
        changes["pause_reason"] = _needed(
            pause_reason, "pause_reason", "pause_reason_needed", "Say why support is paused."
        )
    elif to == CaseState.MAINTENANCE:
        changes["review_due_on"] = _first_review(review_due_on)
    elif to == CaseState.CLOSING:
        changes |= _words_of_the_end(closure_reason, closure_summary, checks)
    elif to == CaseState.CLOSED:
        changes |= _end(
            by=by,
            case=case,
            reason=closure_reason or case.closure_reason,
            summary=closure_summary or case.closure_summary,
            checks=frozenset(checks) or frozenset(case.closing_checks),
        )
    else:
        changes |= _words_of_the_end("", "", ()) | {"closed_at": None}
    return case.change(seen=seen, reason=reason or None, **changes)


@operation("case.reviewed", needs=Permission.TRANSITION, on="case")
def review_case(
    *, by: Actor, case: Case, seen: int, next_due_on: date | None = None, reason: str = ""
) -> Case:
    """Look at a light-touch case again; the next review counts from when this one was due.

    After a long silence the count goes on in steps of 90 days until it passes today, so that a
    review made late neither lies in the past nor pushes the next one out (BR-65).
    """
    if case.version != seen:
        raise StaleVersion(version=case.version)
    if case.state != CaseState.MAINTENANCE or case.review_due_on is None:
        raise InvalidTransition(
            "Only a case in light touch is reviewed.", allowed=sorted(next_states(case))
        )
    counted_from = case.review_due_on
    while next_review(counted_from) <= clock.today():
        counted_from = next_review(counted_from)
    due = next_due_on or next_review(counted_from)
    if errors := review_errors(due, counted_from=counted_from):
        raise ValidationFailed(*errors)
    return case.change(seen=seen, reason=reason or "reviewed", review_due_on=due)


@operation("case.amended", needs=Permission.TRANSITION, on="case")
def amend_case(*, by: Actor, case: Case, seen: int, reason: str, **changes: Any) -> Case:
    """Correct what is known of a case: urgency, nation, who may know, the family it belongs to.

    Anybody who works on the case may raise its urgency; only who may allocate lowers it. A family
    that holds nobody else yet is given up by the safeguarding lead for the one that it turned out
    to be: an accepted referral begins one, and a match shows later whose it is (BR-07, BR-31).

    Raises:
        NotPermitted: a lower urgency, or another family, without the right to it.
    """
    if unknown := changes.keys() - AMENDABLE:
        raise TypeError(f"A case has no amendable {sorted(unknown)}.")
    if case.version != seen:
        raise StaleVersion(version=case.version)
    if "urgency" in changes and _is_lower(changes["urgency"], case.urgency):
        _demand(by, case, Permission.ALLOCATE, "Only a manager lowers the urgency.")
    family = changes.get("family")
    former = case.family if "family" in changes and family != case.family else None
    if former is not None:
        _demand_leaving(by, case)
    try:
        case.change(seen=seen, reason=reason, **changes)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) == grants.REFUSED_BY_DATABASE:
            raise ValidationFailed.at(
                "/family_id", "not_found", "There is no such family."
            ) from error
        raise
    if former is not None:
        membership.leave(by=by, family=former, person=case.client)
    if family is not None:
        membership.join(by=by, family=family, person=case.client, person_role="client")
    return case


@operation("case.moved_to_team", needs=Permission.ALLOCATE, on="case")
def move_case_to_team(*, by: Actor, case: Case, seen: int, team: Team, reason: str) -> Case:
    """Give a case to another team; the former team's managers lose sight in the same moment."""
    if team.organisation_id != case.organisation_id:
        raise ValidationFailed.at("/team_id", "not_found", "There is no such team.")
    if team.pk == case.team_id:
        raise ValidationFailed.at("/team_id", "same_team", "The case belongs to this team already.")
    former = case.team
    grants.grant_group(
        by=by,
        case=case,
        group_id=team.group_id,
        permissions=GRANTED_TO_TEAM,
        source_id=parts.new_source(),
        reason=reason[:200],
    )
    case.change(seen=seen, reason=reason, team=team)
    grants.end_group_grants(by=by, case=case, group_id=former.group_id, reason=reason)
    return case


def _check_follows(follows: Case, client: Person) -> None:
    if follows.client_id != client.pk or follows.state != CaseState.CLOSED:
        raise ValidationFailed.at(
            "/follows_id", "not_a_former_case", "Name a closed case of the same client."
        )


def _is_lower(urgency: str, than: str) -> bool:
    """A word of the charity's own has no known place, so it counts as lower."""
    order = {code: place for place, code in enumerate(codes("referral_urgency"))}
    if urgency == than:
        return False
    return urgency not in order or order[urgency] > order.get(than, len(order))


def _demand_leaving(by: Actor, case: Case) -> None:
    keeps_sides = Permission.MANAGE_SIDES in held_by(by.roles)
    if not keeps_sides or not membership.is_alone(case):
        raise NotPermitted("The family of a case is not changed once it is known.")


def _demand(by: Actor, case: Case, permission: Permission, sentence: str) -> None:
    if not scope.may(by, permission, case.pk):
        raise NotPermitted(sentence)


def _needed(value: str, name: str, code: str, sentence: str) -> str:
    if not value:
        raise ValidationFailed.at(f"/{name}", code, sentence)
    return value


def _first_review(due: date | None) -> date:
    today = clock.today()
    due = due or today + timedelta(days=LONGEST_REVIEW_DAYS)
    if errors := review_errors(due, counted_from=today):
        raise ValidationFailed(*errors)
    return due


def _words_of_the_end(reason: str, summary: str, checks: Iterable[str]) -> dict[str, Any]:
    unknown = set(checks) - set(ClosingCheck)
    if unknown:
        raise ValidationFailed.at("/checks", "unknown_check", "There is no such check.")
    return {
        "closure_reason": reason,
        "closure_summary": summary,
        "closing_checks": sorted(set(checks)),
    }


def _end(
    *, by: Actor, case: Case, reason: str, summary: str, checks: frozenset[str]
) -> dict[str, Any]:
    words = _words_of_the_end(reason, summary, checks)
    if errors := shortfalls(by=by, case=case, reason=reason, summary=summary, checks=checks):
        raise ValidationFailed(*errors)
    return words | {"closed_at": clock.now()}
