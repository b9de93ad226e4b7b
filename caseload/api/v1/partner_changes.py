"""The change feed: the same events for those who cannot receive webhooks (api.md §7)."""

from datetime import timedelta
from typing import ClassVar

from django.utils.dateparse import parse_datetime
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from caseload.access.permissions import Permission
from caseload.api import pagination
from caseload.api.partner import PartnerViewSet
from caseload.core import clock
from caseload.core.errors import MalformedRequest, UnknownParameter
from caseload.exchange import selectors
from caseload.exchange.event_types import KEPT_DAYS, EventType

_TOO_OLD = f"This cursor is older than {KEPT_DAYS} days. Read your lists again, then begin anew without one."


class OwnChangeOut(serializers.Serializer):
    """One event: read the object again (update), or stop using it (delete)."""

    event_id = serializers.UUIDField(source="pk", help_text="The webhook-id of the same event.")
    type = serializers.CharField()
    object = serializers.CharField()
    id = serializers.UUIDField(source="object_id")
    version = serializers.IntegerField(source="object_version")
    op = serializers.CharField(help_text="update or delete")


class ChangesOut(serializers.Serializer):
    """What happened, oldest first. Ask `next` again for what happens after."""

    results = OwnChangeOut(many=True)
    next = serializers.CharField(help_text="Always there; when results is empty, ask it later.")


class PartnerChangesViewSet(PartnerViewSet):
    """Thin on purpose: the read that an event forces is checked and traced, so this one is not."""

    needs = Permission.READ_CHANGES
    object_kind = "change"
    reads_personal_data = False
    parameters: ClassVar[frozenset[str]] = frozenset({"since", "types", "limit"})
    list_actions: ClassVar[frozenset[str]] = frozenset()

    @extend_schema(
        operation_id="partner_changes",
        parameters=[
            OpenApiParameter("since", str, description="`next` of an earlier answer."),
            OpenApiParameter("types", str, description="Types of events, with commas between."),
            OpenApiParameter("limit", int, description="1 to 200; 50 if nothing is said."),
        ],
        responses={200: ChangesOut},
    )
    def list(self, request: Request) -> Response:
        """What your agency is told, from a cursor on; nothing committed late is ever skipped."""
        asked = request.query_params.dict()
        limit = pagination.read_limit(asked)
        types = _types(asked.get("types"))
        binding = pagination.binding_of(self.actor, request.path, {})
        after = _position(binding, asked.get("since"))
        found = selectors.changes(by=self.actor, after=after, types=types, limit=limit)
        tx, seq = found.position or (0, 0)
        sealed = pagination.seal(binding, "since", [str(tx), str(seq), clock.now().isoformat()])
        results = OwnChangeOut(found.events, many=True).data
        return self.answer({"results": results, "next": sealed})


def _types(text: str | None) -> frozenset[str]:
    names = frozenset(text.split(",")) if text else frozenset()
    if not names <= set(EventType.values):
        raise UnknownParameter("There is no such type of event.", pointer="/types")
    return names


def _position(binding: str, cursor: str | None) -> tuple[int, int] | None:
    """Where a cursor stands. It grows old from when it was given, not from what it points at.

    Raises:
        MalformedRequest: it is of somebody else, or older than what is kept.
    """
    if cursor is None:
        return None
    _, values = pagination.unseal(binding, cursor)
    tx, seq, moment = values
    given = parse_datetime(moment)
    if given is None or given < clock.now() - timedelta(days=KEPT_DAYS):
        raise MalformedRequest(_TOO_OLD)
    return int(tx), int(seq)
