"""Work that somebody has to do on a case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.accounts.models import User
from caseload.clients.records import CaseRecord, fence
from caseload.core.choices import CodeField


class TaskState(models.TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class TaskOrigin(models.TextChoices):
    MANUAL = "manual", "Written by a person"
    NEXT_STEP = "next_step", "Next step of a contact"
    RULE = "rule", "Raised by a rule"


class Task(CaseRecord):
    """One thing to do by a day. A rule makes it at most once a case and anchor (``rule_key``)."""

    personal: ClassVar[dict[str, str]] = {"title": "client", "outcome_note": "client"}

    title = models.CharField(max_length=200)
    task_type = CodeField("task_type", blank=True)
    due_on = models.DateField()
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=20, choices=TaskOrigin, default=TaskOrigin.MANUAL)
    rule_key = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=TaskState, default=TaskState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome_note = models.CharField(max_length=200, blank=True)
    finished_with = models.UUIDField(
        null=True, blank=True, help_text="The contact that finished it, of the same case."
    )

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(add=Permission.MANAGE_TASKS, change=Permission.MANAGE_TASKS),
            models.CheckConstraint(
                name="ended_task_says_when_and_by_whom",
                condition=Q(state=TaskState.OPEN, ended_at__isnull=True)
                | (~Q(state=TaskState.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["case", "rule_key"],
                condition=~Q(rule_key=""),
                name="rule_raises_a_task_once",
                violation_error_message="This task has been raised already.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "due_on"], name="task_of_case"),
            models.Index(
                fields=["owner", "due_on"], name="task_open_by_owner", condition=Q(state="open")
            ),
        ]
