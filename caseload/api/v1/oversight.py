"""What became of a case and who looked at it: history, reads, and who can see it now."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.api.records import OnCaseViewSet
from caseload.api.schema import page_of
from caseload.api.streams import stream_page
from caseload.clients.selectors.access import (
    explain_access,
    roles_that_see_every_case,
    who_can_see,
)
from caseload.clients.selectors.cases import display_names
from caseload.clients.selectors.history import case_history, history_of, tracked_kinds
from caseload.clients.selectors.reads import reads_of_case
from caseload.core.errors import AccessReasonRequired, UnknownParameter


class ChangeOut(serializers.Serializer):
    """One field, before and after."""

    field = serializers.CharField()
    old = serializers.JSONField()
    new = serializers.JSONField()


class VersionOut(serializers.Serializer):
    """One version of one record: who wrote it, when and why, and what it changed."""

    id = serializers.UUIDField()
    case_id = serializers.UUIDField()
    record_kind = serializers.CharField()
    record_id = serializers.UUIDField()
    version = serializers.IntegerField()
    at = serializers.DateTimeField()
    by_id = serializers.UUIDField()
    kind = serializers.CharField(help_text="created or changed")
    reason = serializers.CharField()
    changes = ChangeOut(many=True)


class HistoryViewSet(OnCaseViewSet):
    """Versions of everything on one case."""

    serializer_class = VersionOut
    object_kind = "history"
    parameters: ClassVar[frozenset[str]] = frozenset({"record_kind", "record_id"})

    @extend_schema(
        operation_id="case_history",
        parameters=[
            OpenApiParameter("record_kind", str, description="With record_id: one record only."),
            OpenApiParameter("record_id", UUID),
        ],
        responses={200: page_of(VersionOut)},
    )
    def list(self, request: Request, **path: str) -> Response:
        """Every version as differences a person can read, newest first."""
        record = self._record(request)
        if record is None:
            found = stream_page(
                lambda limit, after: case_history(
                    by=self.actor, case=self.case, limit=limit, before=after
                ),
                position=lambda version: (version.at, version.id),
                by=self.actor,
                path=request.path,
                parameters=request.query_params.dict(),
            )
            rows, onwards = found.rows, found.next
        else:
            kind, record_id = record
            rows = history_of(by=self.actor, case=self.case, kind=kind, record_id=record_id)
            onwards = None
        self.demand_reason(rows)
        shown = VersionOut(rows, many=True).data
        return self.answer({"results": shown, "next": onwards, "previous": None})

    def _record(self, request: Request) -> tuple[str, UUID] | None:
        kind = request.query_params.get("record_kind")
        record_id = request.query_params.get("record_id")
        if kind is None and record_id is None:
            return None
        if kind is None or record_id is None or kind not in tracked_kinds():
            raise UnknownParameter(
                "One record is named by record_kind and record_id together.", pointer="/record_kind"
            )
        return kind, read_id(record_id, "/record_id")


class ReadOut(serializers.Serializer):
    """One answer that named this case: to whom, on which route, for what."""

    id = serializers.UUIDField()
    case_id = serializers.SerializerMethodField()
    at = serializers.DateTimeField()
    by_id = serializers.UUIDField()
    by_name = serializers.SerializerMethodField()
    route = serializers.CharField()
    action = serializers.CharField(help_text="C made, R read, U changed")
    kind = serializers.CharField()
    purpose = serializers.CharField(allow_null=True)
    on_behalf = serializers.CharField(allow_null=True)
    break_glass_id = serializers.UUIDField(allow_null=True)
    request_id = serializers.UUIDField()
    reason = serializers.CharField(
        allow_null=True, help_text="Why something kept apart was opened."
    )

    def get_case_id(self, read: Any) -> UUID:
        return UUID(str(self.context["view"].case.pk))

    def get_by_name(self, read: Any) -> str:
        return str(self.context["names"].get(read.by_id, ""))


class ReadsViewSet(OnCaseViewSet):
    """Who looked at one case. Asking is itself recorded, and needs a reason."""

    serializer_class = ReadOut
    object_kind = "read_event"

    def door(self) -> None:
        demand_purpose(self)
        super().door()

    @extend_schema(operation_id="reads_of_case", responses={200: page_of(ReadOut)})
    def list(self, request: Request, **path: str) -> Response:
        """Read events of this case, newest first."""
        found = stream_page(
            lambda limit, after: reads_of_case(
                by=self.actor, case=self.case, limit=limit, before=after
            ),
            position=lambda read: (read.at, read.id),
            by=self.actor,
            path=request.path,
            parameters=request.query_params.dict(),
        )
        names = display_names(by=self.actor, user_ids={read.by_id for read in found.rows})
        rows = ReadOut(found.rows, many=True, context={"view": self, "names": names}).data
        return self.answer({"results": rows, "next": found.next, "previous": None})


class JudgementOut(serializers.Serializer):
    """One enforcer's answer, in stable words."""

    sees = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())


class ExplanationOut(serializers.Serializer):
    """Both enforcers' answers about one user; they agree, or somebody is called."""

    user_id = serializers.UUIDField()
    agree = serializers.BooleanField()
    application = JudgementOut()
    database = JudgementOut()


class HolderOut(serializers.Serializer):
    """Somebody to whom the case was opened, by what, and until when."""

    user_id = serializers.UUIDField()
    display_name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment] # our member, not the field's own
    role = serializers.CharField()
    team_id = serializers.UUIDField(allow_null=True)
    starts_at = serializers.DateTimeField(allow_null=True)
    ends_at = serializers.DateTimeField(allow_null=True)


class AccessOut(serializers.Serializer):
    """Who can see the case now; with ``user_id``, why one user can or cannot."""

    case_id = serializers.UUIDField()
    holders = HolderOut(many=True)
    wide_roles = serializers.ListField(child=serializers.CharField())
    explanation = ExplanationOut(allow_null=True)


class AccessViewSet(OnCaseViewSet):
    """Who can see one case."""

    serializer_class = AccessOut
    object_kind = "access"
    parameters: ClassVar[frozenset[str]] = frozenset({"user_id"})

    def door(self) -> None:
        if "user_id" in self.request.query_params:
            demand_purpose(self)
        super().door()

    @extend_schema(
        operation_id="case_access",
        parameters=[OpenApiParameter("user_id", UUID, description="Explain this user's access.")],
        responses={200: AccessOut},
    )
    def list(self, request: Request, **path: str) -> Response:
        """Everybody to whom the case is open, by name or by team."""
        asked = request.query_params.get("user_id")
        user_id = read_id(asked, "/user_id") if asked is not None else None
        explanation = (
            explain_access(by=self.actor, case=self.case, user_id=user_id) if user_id else None
        )
        return self.answer(
            AccessOut(
                {
                    "case_id": self.case.pk,
                    "holders": who_can_see(by=self.actor, case=self.case),
                    "wide_roles": roles_that_see_every_case(),
                    "explanation": explanation,
                }
            )
        )


def demand_purpose(view: OnCaseViewSet) -> None:
    """Asking who looked, or on which side somebody stands, says why (api.md §1.10).

    Raises:
        AccessReasonRequired: no reason was sent.
    """
    if view.actor.purpose is None:
        raise AccessReasonRequired


def read_id(text: str, pointer: str) -> UUID:
    """An id from the address.

    Raises:
        UnknownParameter: it is none.
    """
    try:
        return UUID(text)
    except ValueError:
        raise UnknownParameter("This is not an id.", pointer=pointer) from None
