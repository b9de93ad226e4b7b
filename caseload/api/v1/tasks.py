"""Tasks on a case, and what is to do across cases."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.dateparse import parse_date
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.api.streams import stream_page
from caseload.api.views import CaseloadViewSet
from caseload.core.errors import UnknownParameter
from caseload.tasks import selectors, services
from caseload.tasks.models import Task


class TaskIn(serializers.Serializer):
    """Something to do by a day."""

    title = serializers.CharField(max_length=200)
    due_on = serializers.DateField()
    owner_id = serializers.UUIDField(required=False, allow_null=True)
    task_type = CodeField("task_type", required=False)
    sensitivity = CodeField("record_sensitivity", required=False)


class TaskChangesIn(serializers.Serializer):
    """Another day or other words, and why."""

    title = serializers.CharField(max_length=200, required=False)
    due_on = serializers.DateField(required=False)
    reason = serializers.CharField(max_length=200)


class CompleteTaskIn(serializers.Serializer):
    """What came of it, in a sentence."""

    outcome_note = serializers.CharField(allow_blank=True, max_length=200, default="")


class CancelTaskIn(serializers.Serializer):
    """Why it need not be done."""

    reason = serializers.CharField(max_length=200)


class ReassignTaskIn(serializers.Serializer):
    """Who does it now: somebody on the case, or null for the team."""

    owner_id = serializers.UUIDField(allow_null=True)
    reason = serializers.CharField(allow_blank=True, max_length=200, default="")


class TaskOut(RecordOut):
    """A task as it stands now."""

    title = serializers.CharField()
    task_type = CodeField("task_type")
    due_on = serializers.DateField()
    owner_id = serializers.UUIDField(allow_null=True)
    origin = serializers.CharField()
    rule = serializers.SerializerMethodField(help_text="The rule that raised it, if one did.")
    state = serializers.CharField()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by_id = serializers.UUIDField(allow_null=True)
    outcome_note = serializers.CharField()
    is_finished_with_contact = serializers.SerializerMethodField()

    def get_rule(self, row: Task) -> str:
        """Without its anchor, which may be a record that the caller may not see."""
        return row.rule_key.split(":", 1)[0]

    def get_is_finished_with_contact(self, row: Task) -> bool:
        return row.finished_with is not None


TaskPage = page_of(TaskOut)


class TaskViewSet(CaseViewSet):
    """Tasks on one case."""

    serializer_class = TaskOut
    object_kind = "task"

    def get_queryset(self) -> QuerySet[Task]:
        return selectors.tasks_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="tasks_of_case", responses={200: TaskPage})
    def list(self, request: Request, **path: str) -> Response:
        """Every task of one case, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="task", responses={200: TaskOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One task."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="raise_task", request=TaskIn, responses={201: TaskOut})
    def create(self, request: Request, **path: str) -> Response:
        """Write down something to do. Its owner is somebody on the case, or the team."""
        asked = self.checked(TaskIn)
        task = services.raise_task(by=self.actor, case=self.case, **asked)
        return self.answer(self.out(task), status=HTTP_201_CREATED)

    @extend_schema(operation_id="amend_task", request=TaskChangesIn, responses={200: TaskOut})
    def partial_update(self, request: Request, **path: str) -> Response:
        """Move a step or reword it, with the reason."""
        seen = self.seen_version()
        asked = self.checked(TaskChangesIn)
        task = services.amend_task(by=self.actor, task=self.record, seen=seen, **asked)
        return self.answer(self.out(task))

    @extend_schema(operation_id="complete_task", request=CompleteTaskIn, responses={200: TaskOut})
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, **path: str) -> Response:
        """Tick it off. A check on the client is finished by the contact itself."""
        seen = self.seen_version()
        asked = self.checked(CompleteTaskIn)
        task = services.complete_task(by=self.actor, task=self.record, seen=seen, **asked)
        return self.answer(self.out(task), action="U")

    @extend_schema(operation_id="cancel_task", request=CancelTaskIn, responses={200: TaskOut})
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **path: str) -> Response:
        """Say that it need not be done, and why."""
        seen = self.seen_version()
        asked = self.checked(CancelTaskIn)
        task = services.cancel_task(by=self.actor, task=self.record, seen=seen, **asked)
        return self.answer(self.out(task), action="U")

    @extend_schema(operation_id="reassign_task", request=ReassignTaskIn, responses={200: TaskOut})
    @action(detail=True, methods=["post"])
    def reassign(self, request: Request, **path: str) -> Response:
        """Give it to somebody else on the case, or to the team."""
        seen = self.seen_version()
        asked = self.checked(ReassignTaskIn)
        task = services.reassign_task(by=self.actor, task=self.record, seen=seen, **asked)
        return self.answer(self.out(task), action="U")


_OWNERS = ("me", "none", "anyone")


class OpenTasksViewSet(CaseloadViewSet):
    """What is still to do across the cases that the caller may see. Read-only."""

    serializer_class = TaskOut
    object_kind = "task"
    wide_needs_reason: ClassVar[bool] = True
    parameters: ClassVar[frozenset[str]] = frozenset({"owner", "due_until"})

    @extend_schema(
        operation_id="open_tasks",
        parameters=[
            OpenApiParameter("owner", str, enum=_OWNERS, description="Mine (default), the team's."),
            OpenApiParameter("due_until", date, description="Due on this day or before."),
        ],
        responses={200: TaskPage},
    )
    def list(self, request: Request) -> Response:
        """Open tasks, soonest first; rows carry `case_id`."""
        owner = request.query_params.get("owner", "me")
        if owner not in _OWNERS:
            raise UnknownParameter("owner is me, none or anyone.", pointer="/owner")
        due_until = _day(request.query_params.get("due_until"))

        def fetch(limit: int, after: tuple[date, UUID] | None) -> Iterable[Task]:
            rows = selectors.open_tasks(
                by=self.actor,
                owner_id=self.actor.user_id if owner == "me" else None,
                is_unowned=owner == "none",
                due_until=due_until,
                after=after,
            )
            return rows[:limit]

        found = stream_page(
            fetch,
            position=lambda task: (task.due_on, task.pk),
            by=self.actor,
            path=request.path,
            parameters=request.query_params.dict(),
        )
        self.demand_reason(found.rows)
        rows = TaskOut(found.rows, many=True).data
        return self.answer({"results": rows, "next": found.next, "previous": found.previous})


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise UnknownParameter("due_until is a date.", pointer="/due_until")
    return day
