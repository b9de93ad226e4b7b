"""Work on a case: who has to do what by when, and what became of it.

``next_step_due_on`` and ``open_steps`` of the case's summary are counted anew in the transaction
of each change, over all tasks of the case.
"""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.clients.records import STANDARD
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, ValidationFailed
from caseload.tasks import steps
from caseload.tasks.models import Task, TaskOrigin, TaskState
from caseload.tasks.rules import finishing_errors


@operation("task.raised", needs=Permission.MANAGE_TASKS, on="case")
def raise_task(
    *,
    by: Actor,
    case: Case,
    title: str,
    due_on: date,
    owner_id: UUID | None = None,
    task_type: str = "",
    sensitivity: str = STANDARD,
) -> Task:
    """Write down that somebody has to do something by a day.

    Raises:
        ValidationFailed: no title, or an owner who has no part in the case.
    """
    return steps.put_task(
        by=by,
        case=case,
        title=title,
        due_on=due_on,
        owner_id=owner_id,
        task_type=task_type,
        sensitivity=sensitivity,
    )


@operation("task.raised_by_rule", needs=Permission.MANAGE_TASKS, on="case")
def raise_by_rule(
    *,
    by: Actor,
    case: Case,
    rule_key: str,
    task_type: str,
    title: str,
    due_on: date,
    owner_id: UUID | None = None,
) -> Task:
    """Let a rule raise its task: once for a case, a rule and what set it off, however often asked.

    ``rule_key`` names rule and anchor and holds no words about anybody.
    """
    summaries.lock(case.pk)
    earlier = Task.objects.visible_to(by).filter(case=case, rule_key=rule_key).first()
    if earlier is not None:
        return earlier
    task = Task(
        case=case,
        title=title,
        due_on=due_on,
        owner_id=owner_id,
        task_type=task_type,
        origin=TaskOrigin.RULE,
        rule_key=rule_key,
    ).record(by=by)
    steps.count_steps(case.pk)
    return task


@operation("task.completed", needs=Permission.MANAGE_TASKS, on="task")
def complete_task(*, by: Actor, task: Task, seen: int, outcome_note: str = "") -> Task:
    """Tick something off.

    Raises:
        InvalidTransition: it has ended already.
        ValidationFailed: only a contact on the record finishes it.
    """
    _demand_open(task)
    if errors := finishing_errors(
        origin=task.origin, task_type=task.task_type, reached=None, pointer=""
    ):
        raise ValidationFailed(*errors)
    return _end(by=by, task=task, seen=seen, state=TaskState.DONE, outcome_note=outcome_note)


@operation("task.cancelled", needs=Permission.MANAGE_TASKS, on="task")
def cancel_task(*, by: Actor, task: Task, seen: int, reason: str) -> Task:
    """Say that something need not be done after all, and why."""
    _demand_open(task)
    _demand_reason(reason)
    return _end(by=by, task=task, seen=seen, state=TaskState.CANCELLED, outcome_note=reason)


@operation("task.reassigned", needs=Permission.MANAGE_TASKS, on="task")
def reassign_task(
    *, by: Actor, task: Task, seen: int, owner_id: UUID | None, reason: str = ""
) -> Task:
    """Give a task to somebody else who has a part in the case, or to the team (None).

    Raises:
        ValidationFailed: the new owner has no part in the case; one sentence for every cause.
    """
    _demand_open(task)
    steps.check_owner(by=by, case=task.case, owner_id=owner_id, pointer="/owner_id")
    return task.amend(by=by, seen=seen, reason=reason or None, owner_id=owner_id)


class TaskChanges(TypedDict, total=False):
    """What may be moved or reworded."""

    title: str
    due_on: date
    sensitivity: str


@operation("task.amended", needs=Permission.MANAGE_TASKS, on="task")
def amend_task(
    *, by: Actor, task: Task, seen: int, reason: str, **changes: Unpack[TaskChanges]
) -> Task:
    """Move a step to another day or reword it, and say why."""
    _demand_open(task)
    _demand_reason(reason)
    if "title" in changes and not changes["title"].strip():
        raise ValidationFailed.at("/title", "title_needed", "Say what has to be done.")
    task.amend(by=by, seen=seen, reason=reason, **changes)
    steps.count_steps(task.case_id)
    return task


def _end(*, by: Actor, task: Task, seen: int, state: TaskState, outcome_note: str) -> Task:
    task.amend(
        by=by,
        seen=seen,
        reason=None,
        state=state,
        ended_at=clock.now(),
        ended_by_id=by.user_id,
        outcome_note=outcome_note,
    )
    steps.count_steps(task.case_id)
    return task


def _demand_open(task: Task) -> None:
    if task.state != TaskState.OPEN:
        raise InvalidTransition("This task has ended already.", allowed=[])


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationFailed.at("/reason", "reason_needed", "Say why.")
