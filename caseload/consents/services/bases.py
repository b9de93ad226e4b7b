"""Deciding that something is told without agreement, or against a "no" (BR-42 to BR-49)."""

from typing import Any

from caseload.access import scope
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import duties, endings
from caseload.consents.gate import Recipient, stands_refused
from caseload.consents.grounds import IMMEDIATE, NEEDS_INFORMATION_GOVERNANCE
from caseload.consents.models import AccessEnd, LawfulBasis
from caseload.consents.standing import basis_errors, needs_second
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, NotPermitted, ValidationFailed
from caseload.core.uk_time import uk_date
from caseload.core.working_days import add_working_days
from caseload.tasks import services as tasks
from caseload.tasks.models import Task, TaskState
from caseload.vocabulary.selectors import value_rules


@operation("lawful_basis.recorded", needs=Permission.VIEW_CASE, on="case")
def record_basis(*, by: Actor, case: Case, **words: Any) -> LawfulBasis:
    """Write down the decision: told or not told and why, what, to whom, on which ground (BR-43).

    Whether it goes against a "no" is read from the person's own answers and asked of nobody.
    For those who decide about disclosures; in danger of life for whoever works on the case and may
    disclose, and the safeguarding lead confirms it the next working day (BR-45, BR-80).

    Raises:
        NotPermitted: no right to decide, and no danger of life.
        ValidationFailed: everything that the ground still asks for.
    """
    immediate = words["ground"] in IMMEDIATE
    decides = scope.may(by, Permission.DECIDE_DISCLOSURE, case.pk)
    if not decides and not (immediate and scope.may(by, Permission.DISCLOSE, case.pk)):
        raise NotPermitted("The safeguarding lead decides this.")
    # A "no" that is being written down at this moment is waited for.
    summaries.lock(case.pk)
    now = clock.now()
    overrides = stands_refused(
        case=case,
        recipient=Recipient(words.get("recipient_agency_id"), words.get("recipient_name", "")),
        categories=words["categories"],
        at=now,
    )
    errors = basis_errors(words, overrides_refusal=overrides, at=now)
    if words["ground"] == duties.GROUND and words.get("duty"):
        duty = value_rules(by=by, code_list=duties.CODE_LIST, code=words["duty"])
        errors += duties.duty_errors(duty, nation=case.uk_nation, at=now)
    if errors:
        raise ValidationFailed(*errors)
    made = LawfulBasis(
        case=case,
        starts_at=now,
        overrides_refusal=overrides,
        needs_second=needs_second(words["ground"], overrides_refusal=overrides),
        **words,
    ).record(by=by)
    if immediate and not decides:
        tasks.raise_by_rule(
            by=by,
            case=case,
            rule_key=_to_confirm(made),
            task_type="safeguarding_follow_up",
            title="The safeguarding lead confirms what was told in an emergency",
            due_on=add_working_days(uk_date(now), 1, case.uk_nation),
        )
    return made


@operation(
    "lawful_basis.approved",
    needs=Permission.VIEW_CASE,
    on="basis",
    second="Somebody other than who decided; for orders and requests information governance",
)
def approve_basis(*, by: Actor, basis: LawfulBasis, seen: int) -> LawfulBasis:
    """The second person agrees; before that it is no basis.

    Raises:
        NotPermitted: oneself, or without the right to approve this ground.
    """
    if not basis.needs_second or basis.approved_at is not None:
        raise InvalidTransition("This needs no approval, or has it.", allowed=[])
    governs = Permission.APPROVE_DISCLOSURE in held_by(by.roles)
    may = governs or (
        basis.ground not in NEEDS_INFORMATION_GOVERNANCE
        and scope.may(by, Permission.DECIDE_DISCLOSURE, basis.case_id)
    )
    if basis.recorded_by_id == by.user_id or not may:
        raise NotPermitted("Somebody else has to approve this.")
    return basis.amend(
        by=by, seen=seen, reason="approved", approved_by_id=by.user_id, approved_at=clock.now()
    )


@operation("lawful_basis.confirmed", needs=Permission.DECIDE_DISCLOSURE, on="basis")
def confirm_basis(*, by: Actor, basis: LawfulBasis, seen: int) -> LawfulBasis:
    """The safeguarding lead confirms what a worker decided in an emergency (BR-45)."""
    if basis.confirmed_at is not None or basis.recorded_by_id == by.user_id:
        raise InvalidTransition("There is nothing to confirm.", allowed=[])
    basis.amend(
        by=by, seen=seen, reason="confirmed", confirmed_by_id=by.user_id, confirmed_at=clock.now()
    )
    due = Task.objects.visible_to(by).filter(
        case=basis.case_id, rule_key=_to_confirm(basis), state=TaskState.OPEN
    )
    for task in due:
        tasks.complete_task(by=by, task=task, seen=task.version)
    return basis


@operation("lawful_basis.ended", needs=Permission.DECIDE_DISCLOSURE, on="basis")
def end_basis(*, by: Actor, basis: LawfulBasis, seen: int, reason: str) -> LawfulBasis:
    """It holds no longer; what rested on it alone ends in the same transaction."""
    now = clock.now()
    if basis.ends_at is not None and basis.ends_at <= now:
        raise InvalidTransition("This has ended already.", allowed=[])
    summaries.lock(basis.case_id)
    endings.end_what_ran_out(by=by, case=basis.case)
    basis.amend(by=by, seen=seen, reason=reason, ends_at=now, ended_reason=reason)
    endings.end_what_lost_its_basis(by=by, case=basis.case, reason=AccessEnd.BASIS_ENDED)
    return basis


def _to_confirm(basis: LawfulBasis) -> str:
    return f"basis_to_confirm:{basis.pk}"
