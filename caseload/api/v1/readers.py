"""Records that fewer people may read than the case: their level, and who is named as a reader."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, OnCaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.api.v1.oversight import read_id
from caseload.clients.models import RecordReader
from caseload.clients.selectors.cases import colleague
from caseload.clients.selectors.records import on_case, restrictable_record
from caseload.clients.services import readers as services
from caseload.core.errors import NotFound, ValidationFailed


class SensitivityIn(serializers.Serializer):
    """Which record, and which level from now on."""

    record_kind = serializers.CharField(max_length=40)
    record_id = serializers.UUIDField()
    sensitivity = CodeField("record_sensitivity")
    reason = serializers.CharField(max_length=200)
    version = serializers.IntegerField(required=False, help_text="Or If-Match.")


class SensitivityViewSet(OnCaseViewSet):
    """How many people may read a record."""

    serializer_class = RecordOut
    object_kind = "sensitivity"
    changing_actions: ClassVar[frozenset[str]] = frozenset({"create"})

    @extend_schema(
        operation_id="change_sensitivity", request=SensitivityIn, responses={200: RecordOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Raise or lower the level of a record; lower is for managers and the safeguarding lead."""
        asked = self.checked(SensitivityIn)
        self.record = restrictable_record(
            by=self.actor,
            case=self.case,
            kind=asked["record_kind"],
            record_id=asked["record_id"],
        )
        record = services.change_sensitivity(
            by=self.actor,
            record=self.record,
            seen=self.seen_version(),
            sensitivity=asked["sensitivity"],
            reason=asked["reason"],
        )
        return self.answer(RecordOut(record), action="U")

    def read_again(self, object_id: UUID | None) -> Any:
        """The record that the same body names."""
        if object_id is None:
            raise NotFound
        record = restrictable_record(
            by=self.actor,
            case=self.case,
            kind=str(self.body["record_kind"]),
            record_id=object_id,
        )
        return RecordOut(record)


class ReaderIn(serializers.Serializer):
    """A colleague who may read one restricted record."""

    record_kind = serializers.CharField(max_length=40)
    record_id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    ends_at = serializers.DateTimeField(required=False, allow_null=True)


class EndReaderIn(serializers.Serializer):
    """Why the colleague does not need it any longer."""

    reason = serializers.CharField(max_length=200)


class ReaderOut(RecordOut):
    """A named reader."""

    record_kind = serializers.CharField()
    record_id = serializers.UUIDField()
    user_id = serializers.UUIDField()
    ends_at = serializers.DateTimeField(allow_null=True)


class ReaderViewSet(CaseViewSet):
    """Colleagues named as readers of restricted records of one case."""

    serializer_class = ReaderOut
    object_kind = "reader"
    parameters: ClassVar[frozenset[str]] = frozenset({"record_id"})

    def get_queryset(self) -> QuerySet[Any]:
        rows = on_case(RecordReader, by=self.actor, case=self.case)
        wanted = self.request.query_params.get("record_id")
        return rows.filter(record_id=read_id(wanted, "/record_id")) if wanted else rows

    @extend_schema(
        operation_id="readers_of_case",
        parameters=[OpenApiParameter("record_id", UUID, description="Of one record.")],
        responses={200: page_of(ReaderOut)},
    )
    def list(self, request: Request, **path: str) -> Response:
        """Who was named, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="reader", responses={200: ReaderOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One named reader."""
        return super().retrieve(request, **path)

    @extend_schema(operation_id="name_reader", request=ReaderIn, responses={201: ReaderOut})
    def create(self, request: Request, **path: str) -> Response:
        """Let a colleague read one restricted record."""
        asked = self.checked(ReaderIn)
        record = restrictable_record(
            by=self.actor,
            case=self.case,
            kind=asked["record_kind"],
            record_id=asked["record_id"],
        )
        user = colleague(by=self.actor, user_id=asked["user_id"])
        if user is None:
            raise ValidationFailed.at("/user_id", "not_found", "There is nobody of this id here.")
        reader = services.name_reader(
            by=self.actor, record=record, user_id=user.pk, ends_at=asked.get("ends_at")
        )
        return self.answer(self.out(reader), status=HTTP_201_CREATED)

    @extend_schema(operation_id="end_reader", request=EndReaderIn, responses={200: ReaderOut})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        """The colleague may not read it any longer."""
        seen = self.seen_version()
        asked = self.checked(EndReaderIn)
        reader = services.end_reader(by=self.actor, reader=self.record, seen=seen, **asked)
        return self.answer(self.out(reader), action="U")
