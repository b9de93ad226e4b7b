"""Bases for whatever lies under a case. A case the caller may not see answers 404."""

import uuid
from collections.abc import Callable, Iterable
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


class TogetherOut(serializers.Serializer):
    """Rows whose answer needs more than the row: asked once for all of a page, and only if needed."""

    def once(self, name: str, ask: Callable[..., Any]) -> Any:
        """What ``ask(by=…, rows=…)`` says of all rows of this answer."""
        view = self.context["view"]
        kept = view.__dict__.setdefault("looked_up", {})
        if name not in kept:
            kept[name] = ask(by=view.actor, rows=self.rows())
        return kept[name]

    def rows(self) -> Iterable[Any]:
        holder = self.parent if isinstance(self.parent, serializers.ListSerializer) else self
        found: Any = holder.instance
        return found if isinstance(found, Iterable) else [found]


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
