"""How the work stands: my caseload, and the team's board."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api.fields import CodeField
from caseload.api.views import CaseloadViewSet
from caseload.core.errors import UnknownParameter
from caseload.dashboards import selectors
from caseload.dashboards.rules import Tab


class ReasonOut(serializers.Serializer):
    """Why a case needs somebody now."""

    code = serializers.CharField()
    since = serializers.DateField()
    severity = serializers.IntegerField(help_text="3 pressing, 2 needs attention, 1 due today.")


class CaseloadRowOut(serializers.Serializer):
    """One case that I hold."""

    case_id = serializers.UUIDField(source="summary.case_id")
    reference = serializers.CharField(source="summary.case.reference")
    name_used = serializers.CharField(source="summary.case.client.display_name")
    strand = CodeField("service_strand", source="summary.case.strand")
    state = serializers.CharField(source="summary.case.state")
    urgency = CodeField("referral_urgency", source="summary.case.urgency")
    role = serializers.CharField(help_text="My part: lead, co_worker, cover or supervisor.")
    tab = serializers.CharField()
    lead_id = serializers.UUIDField(source="summary.lead_id", allow_null=True)
    lead_name = serializers.CharField()
    reasons = ReasonOut(many=True)
    next_step_due_on = serializers.DateField(source="summary.next_step_due_on", allow_null=True)
    open_steps = serializers.IntegerField(source="summary.open_steps")
    last_successful_at = serializers.DateTimeField(
        source="summary.last_successful_at", allow_null=True
    )
    days_since_reached = serializers.IntegerField(allow_null=True)
    attempts_since_reached = serializers.IntegerField(source="summary.attempts_since_success")
    safety = serializers.CharField(help_text="no_route, all_suspended, some_suspended, recorded.")


class CaseloadOut(serializers.Serializer):
    """My cases, most pressing first."""

    results = CaseloadRowOut(many=True, source="rows")
    tabs = serializers.DictField(child=serializers.IntegerField())
    unfinished_notes = serializers.IntegerField(help_text="A number, and no case.")
    expired_notes = serializers.IntegerField()


class FigureOut(serializers.Serializer):
    """A number, and the cases that make it up."""

    count = serializers.IntegerField()
    case_ids = serializers.ListField(child=serializers.UUIDField())


class BoardRowOut(serializers.Serializer):
    """How some cases stand."""

    open = FigureOut()
    by_state = serializers.DictField(child=FigureOut())
    quiet = FigureOut()
    overdue_steps = FigureOut()
    new_this_week = FigureOut()
    routes_suspended = FigureOut()
    never_reached = FigureOut()
    oldest_last_successful_at = serializers.DateTimeField(
        source="oldest_reached_at", allow_null=True
    )
    oldest_last_successful_case_id = serializers.UUIDField(
        source="oldest_reached_case_id", allow_null=True
    )


class WorkerRowOut(BoardRowOut):
    """How the cases led by one worker stand."""

    worker_id = serializers.UUIDField()
    worker_name = serializers.CharField()


class UnallocatedOut(serializers.Serializer):
    """A case without a lead, oldest first."""

    case_id = serializers.UUIDField()
    reference = serializers.CharField()
    urgency = CodeField("referral_urgency")
    since = serializers.DateTimeField()
    days = serializers.IntegerField()
    working_days = serializers.IntegerField()
    is_late = serializers.BooleanField()


class TeamBoardOut(serializers.Serializer):
    """The manager's board: every figure lists its cases, over the rows that the viewer may see."""

    workers = WorkerRowOut(many=True)
    unallocated = UnallocatedOut(many=True)
    totals = BoardRowOut()


class CaseloadDashboardViewSet(CaseloadViewSet):
    """What do I do next? The cases I hold."""

    object_kind = "caseload"
    list_actions: ClassVar[frozenset[str]] = frozenset()
    parameters: ClassVar[frozenset[str]] = frozenset({"tab"})
    wide_needs_reason: ClassVar[bool] = True

    @extend_schema(
        operation_id="my_caseload",
        parameters=[OpenApiParameter("tab", str, enum=[str(tab) for tab in Tab])],
        responses={200: CaseloadOut},
    )
    def list(self, request: Request) -> Response:
        """My cases with what is due, when they were last reached, and their safety marks."""
        tab = request.query_params.get("tab")
        if tab is not None and tab not in set(Tab):
            raise UnknownParameter("There is no such tab.", pointer="/tab")
        caseload = selectors.my_caseload(by=self.actor, tab=Tab(tab) if tab else None)
        return self.answer(CaseloadOut(caseload).data)


class TeamBoardViewSet(CaseloadViewSet):
    """How the team's caseload stands."""

    object_kind = "team_board"
    needs = Permission.VIEW_TEAM_BOARD
    list_actions: ClassVar[frozenset[str]] = frozenset()
    parameters: ClassVar[frozenset[str]] = frozenset({"team_id"})
    wide_needs_reason: ClassVar[bool] = True

    @extend_schema(
        operation_id="team_board",
        parameters=[OpenApiParameter("team_id", uuid.UUID, description="One team only.")],
        responses={200: TeamBoardOut},
    )
    def list(self, request: Request) -> Response:
        """Per worker and in all: open, quiet, overdue, new, and cases without a lead."""
        board = selectors.team_board(
            by=self.actor, team_id=_team(request.query_params.get("team_id"))
        )
        return self.answer(TeamBoardOut(board).data, cases=_oldest(board))


def _team(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text is not None else None
    except ValueError as error:
        raise UnknownParameter("team_id is an id.", pointer="/team_id") from error


def _oldest(board: Any) -> set[uuid.UUID]:
    """Named under a member of another name than ``case_id``."""
    rows = [board.totals, *board.workers]
    return {row.oldest_reached_case_id for row in rows if row.oldest_reached_case_id}
