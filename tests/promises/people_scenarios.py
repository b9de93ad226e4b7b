"""Operations on accounts, cases, barriers and people, each done once by somebody who may."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from caseload.access.roles import AllocationKind, Role
from caseload.accounts import services as accounts
from caseload.accounts.models import RoleHolding, Team, User
from caseload.clients.models import ProtectedMatch
from caseload.clients.services import (
    allocations,
    barriers,
    cases,
    duplicates,
    people,
)
from caseload.core.actor import Actor
from caseload.vocabulary import services as vocabulary
from caseload.vocabulary import source
from caseload.vocabulary.models import CodeValue
from tests.factories import accounts as account_factory
from tests.factories import clients as make
from tests.promises.stage import TODAY, Stage, on_case


def _propose(stage: Stage, role: Role = Role.SERVICE_MANAGER) -> Any:
    return account_factory.role_holding(stage.org, stage.org.stranger, role, approve=False)


def _approve(stage: Stage) -> Actor:
    waiting = _propose(stage)
    return stage.do(
        stage.org.trustee,
        lambda by: accounts.approve_role(
            by=by, holding=RoleHolding.objects.get(pk=waiting.pk), seen=1
        ),
    )


def _end_role(stage: Stage) -> Actor:
    held = _propose(stage, Role.DUTY_WORKER)
    return stage.as_administrator(
        lambda by: accounts.end_role(
            by=by, holding=RoleHolding.objects.get(pk=held.pk), seen=1, reason="moved on"
        )
    )


def _deactivate(stage: Stage) -> Actor:
    leaver = account_factory.user(stage.org)
    return stage.as_administrator(
        lambda by: accounts.deactivate_user(
            by=by, user=User.objects.get(pk=leaver.pk), seen=1, reason="left"
        )
    )


def _added_value(stage: Stage, by: Actor) -> Any:
    return vocabulary.add_value(
        by=by,
        organisation=stage.org.organisation,
        code_list="task_type",
        code=f"own_{uuid.uuid4().hex[:8]}",
        label="Our own",
        behaves_like="review_due",
    )


def _value_changed(change: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    def run(stage: Stage) -> Actor:
        made: list[Any] = []
        stage.as_administrator(lambda by: made.append(_added_value(stage, by)))
        return stage.as_administrator(
            lambda by: change(by=by, value=made[0], seen=1, reason="clearer", **how)
        )

    return run


def _duty_begun(stage: Stage) -> Actor:
    def act(by: Actor) -> None:
        value = CodeValue.objects.get(
            organisation_id=by.organisation_id,
            code_list=vocabulary.DUTIES,
            code="eng_csa_mandatory_report",
        )
        vocabulary.begin_duty(by=by, value=value, seen=1, reason="in force", starts_on=TODAY)

    return stage.as_administrator(act)


def _open(stage: Stage) -> Actor:
    def act(by: Actor) -> None:
        person = people.register_person(
            by=by, organisation=stage.org.organisation, identity_level="anonymous"
        )
        team = Team.objects.get(pk=stage.org.north.pk)
        cases.open_case(by=by, team=team, client=person, strand="helpline_anonymous")

    return stage.do(stage.org.intake_worker, act)


def _review(stage: Stage) -> Actor:
    stage.step("active")
    stage.step("maintenance", review_due_on=TODAY + timedelta(days=30))
    return stage.as_worker(
        lambda by: cases.review_case(by=by, case=(now := stage.now()), seen=now.version)
    )


def _end_allocation(stage: Stage) -> Actor:
    part = make.allocation(stage.org, stage.case, stage.org.co_worker)
    return stage.as_manager(
        lambda by: allocations.end_allocation(by=by, allocation=part, seen=1, reason="done")
    )


def _end_exclusion(stage: Stage) -> Actor:
    made: list[Any] = []
    stage.as_lead(
        lambda by: made.append(
            barriers.declare_exclusion(by=by, person=stage.person(), user_id=stage.org.stranger.pk)
        )
    )
    return stage.as_lead(
        lambda by: barriers.end_exclusion(by=by, exclusion=made[0], seen=1, reason="a mistake")
    )


def _set_side(stage: Stage) -> Actor:
    return stage.as_lead(
        lambda by: barriers.set_side(
            by=by,
            case=stage.case,
            side="opposed_1",
            reason_code="family_dispute",
            reason="two sides of one household",
        )
    )


def _review_match(stage: Stage) -> Actor:
    """Registered twice: once in a case that the intake worker cannot see."""
    name = {"given_names": "Marigold", "family_name": f"Testerly{uuid.uuid4().hex[:6]}"}
    person = {**name, "born_on": date(1980, 5, 4)}
    make.case(stage.org, lead=stage.org.worker, person=person)
    make.case(stage.org, person=person)

    def act(by: Actor) -> None:
        match = ProtectedMatch.objects.filter(state="open").latest("recorded_at")
        duplicates.review_protected_match(by=by, match=match, seen=1, outcome="same_person")

    return stage.as_lead(act)


def _on_person(act: Callable[..., Any], **how: Any) -> Callable[[Stage], Actor]:
    return lambda stage: stage.as_worker(
        lambda by: act(by=by, case=stage.case, person=stage.person(), **how)
    )


def _identify(stage: Stage) -> Actor:
    stage.case = make.case(  # type: ignore[misc] # another case than the usual one
        stage.org,
        lead=stage.org.worker,
        person={"identity_level": "anonymous", "given_names": "", "family_name": ""},
    )
    return _on_person(
        people.identify_person,
        seen=1,
        identity_level="identified",
        reason="gave their name",
        given_names="Robin",
    )(stage)


def _leave_family(stage: Stage) -> Actor:
    def act(by: Actor) -> None:
        member = stage.case.family.members.get(person_id=stage.case.client_id)
        people.leave_family(by=by, case=stage.case, member=member, seen=1, reason="moved out")

    return stage.as_worker(act)


def _add_member(stage: Stage) -> Actor:
    """Comes back after leaving: somebody new is brought in by opening their case."""
    _leave_family(stage)
    return stage.as_worker(
        lambda by: people.add_family_member(
            by=by, case=stage.case, person=stage.person(), person_role="client"
        )
    )


SCENARIOS: dict[str, Callable[[Stage], Actor]] = {
    "allocation.ended": _end_allocation,
    "case.allocated": lambda stage: stage.as_manager(
        lambda by: allocations.allocate(
            by=by,
            case=stage.case,
            user_id=stage.org.co_worker.pk,
            role=AllocationKind.CO_WORKER,
        )
    ),
    "case.amended": on_case(cases.amend_case, seen=1, reason="worse", urgency="urgent"),
    "case.moved_to_team": lambda stage: stage.as_manager(
        lambda by: cases.move_case_to_team(
            by=by, case=stage.case, seen=1, team=stage.org.south, reason="moved south"
        )
    ),
    "case.opened": _open,
    "case.reassigned": lambda stage: stage.as_manager(
        lambda by: allocations.reassign_lead(
            by=by, case=stage.case, user_id=stage.org.co_worker.pk, reason="leave"
        )
    ),
    "case.reviewed": _review,
    "case.state_changed": lambda stage: stage.step("active"),
    "case_side.set": _set_side,
    "code_value.added": lambda stage: stage.as_administrator(lambda by: _added_value(stage, by)),
    "code_value.duty_begun": _duty_begun,
    "code_value.relabelled": _value_changed(vocabulary.relabel_value, label="Clearer"),
    "code_value.retired": _value_changed(vocabulary.retire_value),
    "conflict.self_excluded": on_case(barriers.declare_conflict),
    "equality_facts.recorded": _on_person(
        people.record_equality_facts, religion=source.codes("religion")[0]
    ),
    "exclusion.declared": lambda stage: stage.as_lead(
        lambda by: barriers.declare_exclusion(
            by=by, person=stage.person(), user_id=stage.org.stranger.pk
        )
    ),
    "exclusion.ended": _end_exclusion,
    "family.amended": on_case(
        people.amend_family, seen=1, reason="told now", day_zero=date(2025, 1, 3)
    ),
    "family.registered": lambda stage: stage.do(
        stage.org.intake_worker,
        lambda by: people.register_family(by=by, organisation=stage.org.organisation),
    ),
    "family_member.added": _add_member,
    "family_member.left": _leave_family,
    "person.amended": _on_person(people.amend_person, seen=1, reason="typo", known_as="Rob"),
    "person.died": _on_person(people.record_death, seen=1, died_on=TODAY, reason="told by kin"),
    "person.identified": _identify,
    "person.registered": _open,
    "match.looked_for": _open,
    "protected_match.reviewed": _review_match,
    "role.approved": _approve,
    "role.ended": _end_role,
    "role.proposed": lambda stage: stage.as_administrator(
        lambda by: accounts.propose_role(
            by=by, user=User.objects.get(pk=stage.org.stranger.pk), role=Role.DUTY_WORKER
        )
    ),
    "standing.released": lambda stage: stage.as_lead(
        lambda by: barriers.release_standing(
            by=by, family=stage.case.family, user=stage.org.worker, reason="a year ago"
        )
    ),
    "team.created": lambda stage: stage.as_administrator(
        lambda by: accounts.create_team(
            by=by, organisation=stage.org.organisation, name=f"Team {uuid.uuid4().hex[:6]}"
        )
    ),
    "user.added": lambda stage: stage.as_administrator(
        lambda by: accounts.add_user(
            by=by,
            organisation=stage.org.organisation,
            username=f"new.{uuid.uuid4().hex[:6]}",
            display_name="New Colleague",
        )
    ),
    "user.deactivated": _deactivate,
}
