"""Who works on a case; access begins and ends with it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.roles import AllocationKind
from caseload.api.records import CaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.clients.selectors import cases, records
from caseload.clients.services import allocations as services
from caseload.core.errors import AllocationRefused

KINDS = [str(kind) for kind in AllocationKind]


class AllocationIn(serializers.Serializer):
    """Who takes which part; cover names its end."""

    user_id = serializers.UUIDField()
    role = serializers.ChoiceField(choices=KINDS)
    ends_at = serializers.DateTimeField(required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class ReassignIn(serializers.Serializer):
    """The worker who leads from now on."""

    user_id = serializers.UUIDField()
    reason = serializers.CharField(max_length=200)


class EndIn(serializers.Serializer):
    """Why somebody no longer works on the case."""

    reason = serializers.CharField(max_length=200)


class AllocationOut(RecordOut):
    """One worker's part in the case."""

    user_id = serializers.UUIDField()
    role = serializers.ChoiceField(choices=KINDS)
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()


class AllocationViewSet(CaseViewSet):
    """Lead, co-workers, cover and supervisor of one case, those who ended included."""

    serializer_class = AllocationOut
    object_kind = "allocation"

    def get_queryset(self) -> Any:
        return records.allocations_of_case(by=self.actor, case=self.case)

    def _worker(self, entry: dict[str, Any]) -> Any:
        """Somebody unknown is refused like somebody who is not available."""
        worker = cases.colleague(by=self.actor, user_id=entry["user_id"])
        if worker is None:
            raise AllocationRefused
        return worker.pk

    @extend_schema(
        operation_id="list_allocations",
        summary="Who works and worked on the case",
        responses=page_of(AllocationOut),
    )
    def list(self, request: Request, **path: str) -> Response:
        return self.answer_page(self.get_queryset())

    @extend_schema(
        operation_id="get_allocation", summary="One part in the case", responses=AllocationOut
    )
    def retrieve(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="allocate",
        summary="Give a worker a part in the case",
        description="One sentence for every refusal (`allocation-refused`): the cause is nobody's.",
        request=AllocationIn,
        responses={201: AllocationOut},
    )
    def create(self, request: Request, **path: str) -> Response:
        entry = self.checked(AllocationIn)
        allocation = services.allocate(
            by=self.actor,
            case=self.case,
            user_id=self._worker(entry),
            role=AllocationKind(entry["role"]),
            ends_at=entry.get("ends_at"),
            reason=entry["reason"],
        )
        return self.answer(self.out(allocation), status=201)

    @extend_schema(
        operation_id="reassign_lead",
        summary="Hand the case from its lead to another worker",
        request=ReassignIn,
        responses={201: AllocationOut},
    )
    @action(detail=False, methods=["post"])
    def reassign(self, request: Request, **path: str) -> Response:
        entry = self.checked(ReassignIn)
        allocation = services.reassign_lead(
            by=self.actor, case=self.case, user_id=self._worker(entry), reason=entry["reason"]
        )
        return self.answer(self.out(allocation), status=201)

    def location(self, instance: Any) -> str:
        return f"/api/v1/cases/{self.case.pk}/allocations/{instance.pk}"

    @extend_schema(
        operation_id="end_allocation",
        summary="Take a worker off the case",
        request=EndIn,
        responses=AllocationOut,
    )
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **path: str) -> Response:
        seen = self.seen_version()
        entry = self.checked(EndIn)
        allocation = services.end_allocation(
            by=self.actor, allocation=self.record, seen=seen, reason=entry["reason"]
        )
        return self.answer(self.out(allocation), action="U")
