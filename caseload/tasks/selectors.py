"""What is to be done, on one case or across somebody's cases."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from caseload.clients.models import Case
from caseload.core.actor import Actor
from caseload.tasks.models import Task, TaskState


def tasks_of_case(*, by: Actor, case: Case) -> QuerySet[Task]:
    """Every task of one case, ended ones too."""
    return Task.objects.visible_to(by).filter(case=case).select_related("case")


def open_tasks(
    *,
    by: Actor,
    owner_id: UUID | None = None,
    is_unowned: bool = False,
    due_until: date | None = None,
    after: tuple[date, UUID] | None = None,
) -> QuerySet[Task]:
    """What is still to do across the cases that ``by`` sees, soonest first."""
    rows = Task.objects.visible_to(by).filter(state=TaskState.OPEN).select_related("case")
    if owner_id is not None:
        rows = rows.filter(owner_id=owner_id)
    if is_unowned:
        rows = rows.filter(owner=None)
    if due_until is not None:
        rows = rows.filter(due_on__lte=due_until)
    if after is not None:
        due_on, task_id = after
        rows = rows.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=task_id))
    return rows.order_by("due_on", "pk")
