"""A worker who keeps themselves out of a case leaves it to be looked at again."""

from caseload.access import scope
from caseload.access.operations import Event
from caseload.access.permissions import Permission
from caseload.clients.models import Case
from caseload.core import clock
from caseload.core.working_days import add_working_days
from caseload.tasks.services import raise_by_rule


def ask_for_reallocation(event: Event) -> None:
    """Raise a task of the team's that says nothing of why; follows ``conflict.declared``.

    That event comes before the exclusion: afterwards the case is out of the declarer's sight.
    """
    case: Case = event.result
    if not scope.may(event.by, Permission.MANAGE_TASKS, case.pk):
        return
    today = clock.today()
    raise_by_rule(
        by=event.by,
        case=case,
        rule_key=f"reallocate:{event.by.request_id}",
        task_type="",
        title="Look at who works on this case",
        due_on=add_working_days(today, 1, case.uk_nation),
    )
