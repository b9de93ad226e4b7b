"""How a client can be reached without harm, and whether a route may be used now."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from caseload.api.fields import CodeField
from caseload.api.records import CaseViewSet, OnCaseViewSet, RecordOut
from caseload.api.schema import page_of
from caseload.clients.models import CodeWord
from caseload.clients.models.safe_contact import RouteKind
from caseload.clients.reach import may_contact
from caseload.clients.safe_contact import WAYS_ON, Use
from caseload.clients.selectors.records import on_case, routes_of_case
from caseload.clients.services import code_words
from caseload.clients.services import safe_contact as services
from caseload.core.errors import NotFound, UnsafeContact

_WINDOW = {
    "type": "object",
    "description": "Hours of the week, local time; without days it is every day.",
    "required": ["from", "to"],
    "properties": {
        "days": {
            "type": "array",
            "items": {"type": "string", "enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
        },
        "from": {"type": "string", "examples": ["10:00"]},
        "to": {"type": "string", "examples": ["12:00"]},
    },
}
_MOST_WINDOWS = 50


@extend_schema_field(_WINDOW)
class WindowField(serializers.JSONField):
    """Hours as a route keeps them; the rule reads them and says what they look like if it cannot."""


def _answer(**options: Any) -> CodeField:
    return CodeField("safe_contact_permission", **options)


class RouteWordsIn(serializers.Serializer):
    """What the person says of one way to reach them: an answer for each use of it."""

    label = serializers.CharField(required=False, allow_blank=True, max_length=80)  # type: ignore[assignment] # our member, not the field's own
    value = serializers.CharField(required=False, allow_blank=True, max_length=320)
    call = _answer(required=False)
    voicemail = _answer(required=False)
    text = _answer(required=False)
    email = _answer(required=False)
    letter = _answer(required=False)
    app = _answer(required=False)
    meeting = _answer(required=False)
    conditions = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    safe_hours = serializers.ListField(
        child=WindowField(), required=False, max_length=_MOST_WINDOWS
    )
    referrer_window = WindowField(required=False, allow_null=True)
    identity = CodeField("safe_contact_identity", required=False)
    ask_for = serializers.CharField(required=False, allow_blank=True, max_length=80)
    shared_with = serializers.CharField(required=False, allow_blank=True, max_length=200)
    device_status = CodeField("device_status", required=False)
    verified_on = serializers.DateField(required=False)
    told_by = serializers.CharField(required=False, allow_blank=True, max_length=120)


class RouteIn(RouteWordsIn):
    """One way to reach the client."""

    kind = serializers.ChoiceField(choices=RouteKind.choices)
    sensitivity = CodeField("record_sensitivity", required=False)


class RouteChangesIn(RouteWordsIn):
    """What the person says now, and how we know."""

    reason = serializers.CharField(max_length=200)


class ConfirmRouteIn(serializers.Serializer):
    """The person's own voice and the code word."""

    by_voice = serializers.BooleanField()
    code_word_given = serializers.BooleanField()
    device_status = CodeField("device_status", required=False)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200)


class SuspendRouteIn(serializers.Serializer):
    """Why nobody is reached here until the person confirms it."""

    reason_code = CodeField("safe_contact_suspension_reason")
    reason = serializers.CharField(required=False, allow_blank=True, max_length=200)


class DeviceStatusIn(serializers.Serializer):
    """What became of a device, and which routes are on it."""

    route_ids = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=50
    )
    device_status = CodeField("device_status")
    reason = serializers.CharField(max_length=200)


class CodeWordIn(serializers.Serializer):
    """The word that proves who is speaking, and what we say if somebody else answers."""

    code_word = serializers.CharField(allow_blank=True, max_length=200)
    cover_line = serializers.CharField(required=False, allow_blank=True, max_length=500)


class RevealIn(serializers.Serializer):
    """Why it has to be seen; kept for ever beside who saw it."""

    reason = serializers.CharField(max_length=500)


class SafeContactRouteOut(RecordOut):
    """One route as it stands. Code word and cover line are opened by ``reveal`` only."""

    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # our member, not the field's own
    value = serializers.CharField()
    call = _answer()
    voicemail = _answer()
    text = _answer()
    email = _answer()
    letter = _answer()
    app = _answer()
    meeting = _answer()
    conditions = serializers.CharField()
    safe_hours = serializers.ListField(child=WindowField())
    hours_changed_at = serializers.DateTimeField(allow_null=True)
    referrer_window = WindowField(allow_null=True)
    identity = CodeField("safe_contact_identity")
    ask_for = serializers.CharField()
    shared_with = serializers.CharField()
    device_status = CodeField("device_status")
    suspended_reason = CodeField("safe_contact_suspension_reason")
    suspended_at = serializers.DateTimeField(allow_null=True)
    verified_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    told_by = serializers.CharField()


class CodeWordOut(serializers.Serializer):
    """What was agreed with the person; shown once, by its own logged call."""

    case_id = serializers.UUIDField()
    route_id = serializers.UUIDField()
    version = serializers.IntegerField()
    code_word = serializers.CharField()
    cover_line = serializers.CharField()


RoutePage = page_of(SafeContactRouteOut)


class SafeContactRouteViewSet(CaseViewSet):
    """Ways to reach the client of one case."""

    serializer_class = SafeContactRouteOut
    object_kind = "safe_contact_route"
    # Each time it is opened again, that is recorded again.
    search_actions: ClassVar[frozenset[str]] = frozenset({"reveal"})

    def get_queryset(self) -> QuerySet[Any]:
        return routes_of_case(by=self.actor, case=self.case)

    @extend_schema(operation_id="safe_contact_routes_of_case", responses={200: RoutePage})
    def list(self, request: Request, **path: str) -> Response:
        """Every route of one case, newest first."""
        return super().list(request, **path)

    @extend_schema(operation_id="safe_contact_route", responses={200: SafeContactRouteOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One route."""
        return super().retrieve(request, **path)

    @extend_schema(
        operation_id="record_route", request=RouteIn, responses={201: SafeContactRouteOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Write down a way to reach the client; each use has its own answer, for 90 days."""
        told = self.checked(RouteIn)
        route = services.record_route(by=self.actor, case=self.case, **told)
        return self.answer(self.out(route), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="amend_route", request=RouteChangesIn, responses={200: SafeContactRouteOut}
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Write down what the person says now. Another number forgets the former answers."""
        seen = self.seen_version()
        told = self.checked(RouteChangesIn)
        route = services.amend_route(by=self.actor, route=self.record, seen=seen, **told)
        return self.answer(self.out(route))

    @extend_schema(
        operation_id="confirm_route", request=ConfirmRouteIn, responses={200: SafeContactRouteOut}
    )
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, **path: str) -> Response:
        """The person confirmed it by voice, with the code word: a suspension ends."""
        seen = self.seen_version()
        said = self.checked(ConfirmRouteIn)
        route = services.confirm_route(by=self.actor, route=self.record, seen=seen, **said)
        return self.answer(self.out(route), action="U")

    @extend_schema(
        operation_id="suspend_route", request=SuspendRouteIn, responses={200: SafeContactRouteOut}
    )
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, **path: str) -> Response:
        """Nobody is reached here until the person confirms it again."""
        seen = self.seen_version()
        said = self.checked(SuspendRouteIn)
        route = services.suspend_route(by=self.actor, route=self.record, seen=seen, **said)
        return self.answer(self.out(route), action="U")

    @extend_schema(
        operation_id="suspend_all_routes", request=SuspendRouteIn, responses={200: RoutePage}
    )
    @action(detail=False, methods=["post"], url_path="suspend-all")
    def suspend_all(self, request: Request, **path: str) -> Response:
        """A separation, a move, a return home, an exposure: every route waits to be confirmed."""
        said = self.checked(SuspendRouteIn)
        return self._several(services.suspend_all_routes(by=self.actor, case=self.case, **said))

    @extend_schema(
        operation_id="set_device_status", request=DeviceStatusIn, responses={200: RoutePage}
    )
    @action(detail=False, methods=["post"], url_path="device-status")
    def device_status(self, request: Request, **path: str) -> Response:
        """What became of a device; every route on it follows."""
        said = self.checked(DeviceStatusIn)
        return self._several(services.set_device_status(by=self.actor, case=self.case, **said))

    @extend_schema(
        operation_id="record_code_word", request=CodeWordIn, responses={200: CodeWordOut}
    )
    @action(detail=True, methods=["post"], url_path="code-word")
    def code_word(self, request: Request, **path: str) -> Response:
        """Agree a code word and a cover line. Another one needs the version of the former."""
        said = self.checked(CodeWordIn)
        route = self.record
        self.record = on_case(CodeWord, by=self.actor, case=self.case).filter(route=route).first()
        seen = None if self.record is None else self.seen_version()
        word = code_words.record_code_word(by=self.actor, route=route, seen=seen, **said)
        return self.answer(CodeWordOut(word), kind="code_word", action="U")

    @extend_schema(operation_id="reveal_code_word", request=RevealIn, responses={200: CodeWordOut})
    @action(detail=True, methods=["post"])
    def reveal(self, request: Request, **path: str) -> Response:
        """Open the code word and the cover line, with the reason."""
        said = self.checked(RevealIn)
        word = code_words.reveal_code_word(by=self.actor, route=self.record, **said)
        return self.answer(CodeWordOut(word), kind="code_word", action="R")

    def read_again(self, object_id: UUID | None) -> Any:
        """A code word is found by its own id, several routes as they all stand now."""
        if self.action == "code_word" and object_id is not None:
            word = on_case(CodeWord, by=self.actor, case=self.case).filter(pk=object_id).first()
            if word is None:
                raise NotFound
            return CodeWordOut(word)
        if object_id is None:
            rows = SafeContactRouteOut(self.get_queryset(), many=True, context={"view": self}).data
            return {"results": rows, "next": None, "previous": None}
        return super().read_again(object_id)

    def _several(self, routes: Sequence[Any]) -> Response:
        rows = SafeContactRouteOut(routes, many=True, context={"view": self}).data
        return self.answer({"results": rows, "next": None, "previous": None}, action="U")


class ContactCheckIn(serializers.Serializer):
    """The question before every outbound contact."""

    safe_contact_route_id = serializers.UUIDField()
    use = serializers.ChoiceField(choices=[use.value for use in Use])
    at = serializers.DateTimeField(required=False)


class ContactCheckOut(serializers.Serializer):
    """Yes, and how to go about it."""

    case_id = serializers.UUIDField()
    safe_contact_route_id = serializers.UUIDField()
    allowed = serializers.BooleanField()
    identity = CodeField("safe_contact_identity")
    conditions = serializers.CharField()
    withhold_number = serializers.BooleanField()
    name_organisation = serializers.BooleanField()


class ContactCheckViewSet(OnCaseViewSet):
    """May I use this route now?"""

    object_kind = "contact_check"
    serializer_class = ContactCheckOut
    search_actions: ClassVar[frozenset[str]] = frozenset({"create"})

    @extend_schema(
        operation_id="check_contact", request=ContactCheckIn, responses={200: ContactCheckOut}
    )
    def create(self, request: Request, **path: str) -> Response:
        """Asked before each outbound contact. A no is 409 `unsafe-contact` with its reason code."""
        asked = self.checked(ContactCheckIn)
        route_id = asked["safe_contact_route_id"]
        verdict = may_contact(
            by=self.actor,
            case=self.case,
            route_id=route_id,
            use=Use(asked["use"]),
            at=asked.get("at"),
        )
        if not verdict.allowed:
            raise UnsafeContact(
                " ".join([verdict.sentence, *(WAYS_ON[way] for way in verdict.ways_on)]),
                code=verdict.reason_code,
                pointer="/safe_contact_route_id",
            )
        return self.answer(
            {
                "case_id": self.case.pk,
                "safe_contact_route_id": route_id,
                "allowed": True,
                "identity": verdict.identity,
                "conditions": verdict.conditions,
                "withhold_number": verdict.withhold_number,
                "name_organisation": verdict.name_organisation,
            },
            action="R",
        )
