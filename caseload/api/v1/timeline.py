"""What happened on a case, all kinds merged, newest first."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.api.records import CaseViewSet
from caseload.api.schema import page_of
from caseload.api.streams import stream_page
from caseload.api.v1.contact_shapes import ContactOut
from caseload.contacts.timeline import EntryKind, case_timeline
from caseload.core.errors import UnknownParameter


class TimelineEntryOut(serializers.Serializer):
    """One thing that happened: its kind, what became of it, and the record it stands for."""

    kind = serializers.CharField()
    what = serializers.CharField(help_text="Outcome, state, began, ended or suspended.")
    at = serializers.DateTimeField()
    case_id = serializers.UUIDField()
    record_id = serializers.UUIDField()
    by_id = serializers.UUIDField(allow_null=True)
    facts = serializers.DictField(child=serializers.CharField(allow_blank=True))
    contact = ContactOut(allow_null=True)


class TimelineViewSet(CaseViewSet):
    """The merged stream of one case."""

    serializer_class = TimelineEntryOut
    object_kind = "timeline"
    parameters: ClassVar[frozenset[str]] = frozenset({"kind"})

    @extend_schema(
        operation_id="case_timeline",
        parameters=[
            OpenApiParameter("kind", str, enum=[str(kind) for kind in EntryKind]),
        ],
        responses={200: page_of(TimelineEntryOut)},
    )
    def list(self, request: Request, **path: str) -> Response:
        """Contacts, tasks done, workers, suspended routes and states, newest first."""
        kinds = _kinds(request.query_params.get("kind"))
        found = stream_page(
            lambda limit, after: case_timeline(
                by=self.actor, case=self.case, limit=limit, after=after, kinds=kinds
            ),
            position=lambda entry: (entry.at, entry.id),
            by=self.actor,
            path=request.path,
            parameters=request.query_params.dict(),
        )
        contacts = [entry.contact for entry in found.rows if entry.contact is not None]
        self.demand_reason(contacts)
        context = {"view": self, "contacts": contacts}
        rows = TimelineEntryOut(found.rows, many=True, context=context).data
        return self.answer({"results": rows, "next": found.next, "previous": found.previous})


def _kinds(text: str | None) -> tuple[EntryKind, ...]:
    if text is None:
        return tuple(EntryKind)
    if text not in set(EntryKind):
        raise UnknownParameter("There is no such kind of entry.", pointer="/kind")
    return (EntryKind(text),)
