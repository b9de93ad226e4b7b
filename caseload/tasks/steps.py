"""What every act on a task is made of: the row itself, its owner, the figures of its case.

Services call these inside their own operation; whoever asked has been permitted already.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from caseload.access.operations import Event
from caseload.audit.writing import change_all
from caseload.clients import summaries
from caseload.clients.models import Allocation, Case
from caseload.clients.records import STANDARD
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed
from caseload.tasks.models import Task, TaskOrigin, TaskState
from caseload.tasks.rules import finishing_errors

_STEPS = "SELECT next_step_due_on, open_steps FROM audit.step_figures(%s::uuid[])"


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
