"""Bases for whatever lies under a case. A case the caller may not see answers 404."""

import uuid
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.api.views import CaseloadViewSet
from caseload.clients.models import Case
from caseload.clients.selectors import cases


class RecordOut(serializers.Serializer):
    """What every record says of itself."""

    id = serializers.UUIDField()
    case_id = serializers.UUIDField()
    version = serializers.IntegerField()
    sensitivity = serializers.CharField()
    recorded_by_id = serializers.UUIDField()
    recorded_at = serializers.DateTimeField()


class OnCaseViewSet(CaseloadViewSet):
    """Whatever is asked about one case: the case passes the read door before anything else."""

    wide_needs_reason: ClassVar[bool] = True

    case: Case

    def door(self) -> None:
        """The case passes the one read door first, then the record under it."""
        self.case = cases.case_detail(by=self.actor, case_id=self.kwargs["case_id"])
        if "id" in self.kwargs:
            self.record = self.find(self.kwargs["id"])

    def always_named(self) -> set[uuid.UUID]:
        return {self.case.pk}

    def find(self, pk: uuid.UUID) -> Any:
        record = super().find(pk)
        if self.request.method in {"GET", "HEAD"}:
            self.demand_reason([record])
        return record


class CaseViewSet(OnCaseViewSet):
    """Records of one case: list and item share one queryset, so they cannot drift."""

    def list(self, request: Request, **path: str) -> Response:
        return self.answer_page(self.get_queryset())

    def retrieve(self, request: Request, **path: str) -> Response:
        return self.answer(self.out(self.record))
