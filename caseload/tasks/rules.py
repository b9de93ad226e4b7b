"""What may be asked of a task before it changes, and what alone can finish it."""

from caseload.core.errors import FieldError
from caseload.tasks.models import TaskOrigin

CONTACT_TASKS = frozenset(
    {
        "first_contact_due",
        "retry_contact",
        "welfare_check_due",
        "trigger_contact",
        "safety_check",
    }
)
"""Work that is a contact: ticking a box would say that somebody was reached when nobody was."""

NEEDS_THE_CLIENT = frozenset({"welfare_check_due", "safety_check"})
"""Contact work that an unanswered call does not finish."""


def finishes_with_a_contact(*, origin: str, task_type: str) -> bool:
    """Whether only a contact on the record can finish it (features.md 2.14)."""
    return origin == TaskOrigin.RULE and task_type in CONTACT_TASKS


def finishing_errors(
    *, origin: str, task_type: str, reached: bool | None, pointer: str
) -> list[FieldError]:
    """Why a task cannot be finished this way; ``reached`` is None where no contact is at hand."""
    if not finishes_with_a_contact(origin=origin, task_type=task_type):
        return []
    if reached is None:
        return [
            FieldError(
                pointer,
                "contact_needed",
                "Log the contact and let it finish this task.",
            )
        ]
    if task_type in NEEDS_THE_CLIENT and not reached:
        return [
            FieldError(
                pointer,
                "client_not_reached",
                "Nobody was reached, so this check is still to do.",
            )
        ]
    return []
