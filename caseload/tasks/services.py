"""Work on a case: who has to do what by when, and what became of it.

``next_step_due_on`` and ``open_steps`` of the case's summary are counted anew in the transaction
of each change, over all tasks of the case.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import connection
from django.db.models import Q

from caseload.access.operations import Event, operation
from caseload.access.permissions import Permission
from caseload.audit.writing import change_all
from caseload.clients import summaries
from caseload.clients.models import Allocation, Case
from caseload.clients.records import STANDARD
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, ValidationFailed
from caseload.tasks.models import Task, TaskOrigin, TaskState
from caseload.tasks.rules import finishing_errors

_STEPS = "SELECT next_step_due_on, open_steps FROM audit.step_figures(%s::uuid[])"


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
    return put_task(
        by=by,
        case=case,
        title=title,
        due_on=due_on,
        owner_id=owner_id,
        task_type=task_type,
        sensitivity=sensitivity,
    )


def put_task(
    *,
    by: Actor,
    case: Case,
    title: str,
    due_on: date,
    owner_id: UUID | None = None,
    task_type: str = "",
    origin: TaskOrigin = TaskOrigin.MANUAL,
    sensitivity: str = STANDARD,
    pointer: str = "",
) -> Task:
    """The task itself, for ``raise_task`` and for a contact whose next step it is."""
    if not title.strip():
        raise ValidationFailed.at(f"{pointer}/title", "title_needed", "Say what has to be done.")
    check_owner(by=by, case=case, owner_id=owner_id, pointer=f"{pointer}/owner_id")
    task = Task(
        case=case,
        title=title,
        due_on=due_on,
        owner_id=owner_id,
        task_type=task_type,
        origin=origin,
        sensitivity=sensitivity,
    ).record(by=by)
    count_steps(case.pk)
    return task


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
    count_steps(case.pk)
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


def finish_with_contact(
    *, by: Actor, case: Case, task_ids: Iterable[UUID], contact_id: UUID, reached: bool
) -> list[Task]:
    """Let a contact finish open tasks of its case; part of logging it.

    Raises:
        ValidationFailed: not an open task of this case (hidden and absent alike), or one that
            an unanswered attempt does not finish.
    """
    wanted = list(dict.fromkeys(task_ids))
    if not wanted:
        return []
    found = {
        task.pk: task
        for task in Task.objects.visible_to(by).filter(
            case=case, pk__in=wanted, state=TaskState.OPEN
        )
    }
    for index, task_id in enumerate(wanted):
        pointer = f"/completes_tasks/{index}"
        if task_id not in found:
            raise ValidationFailed.at(pointer, "not_found", "There is no such open task here.")
        task = found[task_id]
        if errors := finishing_errors(
            origin=task.origin, task_type=task.task_type, reached=reached, pointer=pointer
        ):
            raise ValidationFailed(*errors)
    for task_id in wanted:
        found[task_id].amend(
            by=by,
            seen=None,
            reason="finished with a contact",
            state=TaskState.DONE,
            ended_at=clock.now(),
            ended_by_id=by.user_id,
            finished_with=contact_id,
        )
    count_steps(case.pk)
    return [found[task_id] for task_id in wanted]


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
    check_owner(by=by, case=task.case, owner_id=owner_id, pointer="/owner_id")
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
    count_steps(task.case_id)
    return task


def check_owner(*, by: Actor, case: Case, owner_id: UUID | None, pointer: str) -> None:
    """Owners come from those who work on the case, never from a search of names.

    Read from the live allocations, whose transactions write the grants: a worker may read these,
    and not the grants of others.
    """
    if owner_id is None or owner_id == by.user_id:
        return
    now = clock.now()
    works_on_it = Allocation.objects.visible_to(by).filter(
        Q(ends_at=None) | Q(ends_at__gt=now), case=case, user_id=owner_id, starts_at__lte=now
    )
    if not works_on_it.exists():
        raise ValidationFailed.at(pointer, "not_found", "This person has no part in this case.")


def release_tasks(event: Event) -> None:
    """Whoever leaves a case leaves its open tasks to the team (features.md 2.14).

    Follows ``allocation.ended`` and ``case.reassigned``: those whose part ended in this
    transaction, and who have no other.
    """
    now = clock.now()
    parts = Allocation.objects.visible_to(event.by).filter(case_id=event.result.case_id)
    staying = parts.filter(Q(ends_at=None) | Q(ends_at__gt=now), starts_at__lte=now)
    leavers = set(parts.filter(ends_at=now).values_list("user_id", flat=True))
    leavers -= set(staying.values_list("user_id", flat=True))
    tasks = (
        Task.objects.visible_to(event.by)
        .filter(case_id=event.result.case_id, owner_id__in=leavers, state=TaskState.OPEN)
        .order_by("pk")
        .select_for_update(of=("self",))
    )
    if leavers:
        change_all(list(tasks), reason="the owner has left the case", owner_id=None)


def count_steps(case_id: UUID) -> None:
    """Bring the summary's steps up to date, one writer of the case at a time."""
    summaries.lock(case_id)
    with connection.cursor() as cursor:
        cursor.execute(_STEPS, [[case_id]])
        next_due_on, open_steps = cursor.fetchone()
    summaries.set_steps(case_id, next_due_on=next_due_on, open_steps=open_steps)


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
    count_steps(task.case_id)
    return task


def _demand_open(task: Task) -> None:
    if task.state != TaskState.OPEN:
        raise InvalidTransition("This task has ended already.", allowed=[])


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationFailed.at("/reason", "reason_needed", "Say why.")
