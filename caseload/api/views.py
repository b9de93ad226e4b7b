"""The one way in: every route goes through the same checks in the same order (api.md §1.2).

As the login role: method, authentication, rate, role, headers, body. Then one unit of work: the
door, the idempotency key, the handler, the read event. The answer is rendered after COMMIT, from
plain data; whatever goes wrong leaves the unit first and is written down as a refusal.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.utils.dateparse import parse_datetime
from rest_framework import serializers, viewsets
from rest_framework.response import Response
from rest_framework.status import HTTP_200_OK, HTTP_201_CREATED, HTTP_204_NO_CONTENT

from caseload.access import idempotency
from caseload.access.acting import unit_of_work
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.accounts.principals import actor_for, partner_actor
from caseload.api import answers, bodies, pagination, tags
from caseload.api.authentication import SignIn
from caseload.api.limits import Limited
from caseload.api.middleware import request_id_of
from caseload.api.parsers import MergePatchParser
from caseload.audit import reads
from caseload.core.actor import Actor
from caseload.core.errors import (
    AccessReasonRequired,
    IdempotencyKeyMissing,
    InsufficientScope,
    MalformedRequest,
    NotAuthenticated,
    NotFound,
    NotPermitted,
    StaleVersion,
    UnknownField,
    UnknownParameter,
)

UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

ACCESS_REASONS = frozenset(
    [
        "allocated-work",
        "duty-cover",
        "supervision",
        "safeguarding",
        "data-subject-request",
        "audit",
        "technical-support",
        "emergency",
    ]
)
NEEDS_REASON = frozenset({"restricted", "highly_restricted", "legally_restricted"})
_ACTION = {"GET": "R", "HEAD": "R", "POST": "C", "PATCH": "U"}
_TOLD_TIMES = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))


class Answered(Response):
    """An answer that remembers what it made, for the request that comes twice."""

    object_id: uuid.UUID | None = None


class CaseloadViewSet(Limited, viewsets.ViewSet):
    """Base of every resource. Handlers call one service or selector and ``answer()``."""

    # The method names the handler: whatever else a class has as attributes is never a method.
    http_method_names = ["get", "head", "post", "patch"]
    lookup_url_kwarg = "id"
    lookup_value_regex = UUID_PATTERN

    for_partners: ClassVar[frozenset[bool]] = frozenset({False})
    """Whether programs of partners may ask here: {False} staff alone, {True} programs alone."""
    scope: ClassVar[str] = ""
    """A scope that a program's token needs here though it gives no right (code lists)."""
    needs: ClassVar[Permission | None] = None
    """An organisation permission that the route itself asks for (403, about no object)."""
    needs_by_action: ClassVar[Mapping[str, Permission]] = {}
    object_kind: ClassVar[str] = "route"
    reads_personal_data: ClassVar[bool] = True
    wide_needs_reason: ClassVar[bool] = False
    parameters: ClassVar[frozenset[str]] = frozenset()
    list_actions: ClassVar[frozenset[str]] = frozenset({"list"})
    search_actions: ClassVar[frozenset[str]] = frozenset()
    """POSTs that only read: a repeat asks again, so an Idempotency-Key has nothing to replay."""
    adding_actions: ClassVar[frozenset[str]] = frozenset()
    """Acts on an item that leave its row as it is, so nobody need say which version was seen."""
    changing_actions: ClassVar[frozenset[str]] = frozenset()
    """Acts on a row that the address does not name by id; they too say which version was seen."""
    order: ClassVar[str] = "recorded_at"
    serializer_class: Any = None

    actor: Actor
    record: Any = None

    # -- the order of checks ---------------------------------------------------------------

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        self.args, self.kwargs = args, kwargs
        request = self.request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            handler = self._handler(request)
            self.actor = self._who(request)
            self.count()
            self._check_route(request)
            request.data  # noqa: B018 - media type and JSON are checked before anybody's object
            with unit_of_work(self.actor, at=self.told_time()):
                response = self._work(handler, request)
        except Exception as exc:  # noqa: BLE001 - every failure becomes a problem document
            response = self.handle_exception(exc)
        self.response = self.finalize_response(request, response, *args, **kwargs)
        return self.response

    def _handler(self, request: Any) -> Any:
        """Found by an allow-list: ``getattr`` alone would answer a method called ``ANSWER``."""
        name = (request.method or "").lower()
        handler = getattr(self, name, None) if name in self.http_method_names else None
        return handler or self.http_method_not_allowed(request)

    def get_parsers(self) -> list[Any]:
        request = getattr(self, "request", None)
        patching = getattr(request, "method", "") == "PATCH"
        describing = getattr(self, "swagger_fake_view", False) and self.action == "partial_update"
        return [*super().get_parsers(), *([MergePatchParser()] if patching or describing else [])]

    def _who(self, request: Any) -> Actor:
        self.format_kwarg = None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(
            request
        )
        user, sign_in = request.user, request.auth
        if user is None or sign_in is None:
            raise NotAuthenticated
        if sign_in.client is not None:
            return self.program(sign_in)
        purpose = request.headers.get("Caseload-Access-Reason")
        if purpose is not None and purpose not in ACCESS_REASONS:
            raise AccessReasonRequired("This is not one of the access reasons.")
        return actor_for(
            user,
            sign_in.session,
            request_id=request_id_of(request),
            purpose=purpose,
            at=self.told_time(),
        )

    def program(self, sign_in: SignIn) -> Actor:
        """A partner's program, as an actor: here it is refused, whatever it may do elsewhere."""
        if sign_in.client is None:
            raise NotAuthenticated
        return partner_actor(
            sign_in.client,
            sign_in.session,
            scopes=sign_in.scopes,
            request_id=request_id_of(self.request),
        )

    def told_time(self) -> datetime | None:
        """Stories act at the named time; only a demo or test installation accepts it."""
        text = self.request.headers.get("Caseload-Told-Time")
        if text is None:
            return None
        if not settings.CASELOAD_DEMO:
            raise MalformedRequest("Caseload-Told-Time is for demonstrations and tests only.")
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or not _TOLD_TIMES[0] <= moment < _TOLD_TIMES[1]:
            raise MalformedRequest(
                "Caseload-Told-Time is a time with its offset, from 2000 to 2099."
            )
        return moment

    def _check_route(self, request: Any) -> None:
        if self.actor.is_partner not in self.for_partners:
            # The wrong kind of principal: says nothing about any object (api.md §1.1).
            raise NotPermitted
        if self.actor.is_partner and self.scope and f"partner.{self.scope}" not in self.actor.roles:
            raise InsufficientScope
        needed = self.needs_by_action.get(self.action or "", self.needs)
        if needed is not None and needed not in held_by(self.actor.roles):
            raise InsufficientScope if self.actor.is_partner else NotPermitted
        if self.wide_needs_reason and self.actor.is_wide and self.actor.purpose is None:
            raise AccessReasonRequired
        allowed = self.parameters | (
            {"limit", "cursor"} if self.action in self.list_actions else frozenset()
        )
        for name in request.query_params:
            if name not in allowed or len(request.query_params.getlist(name)) > 1:
                raise UnknownParameter(
                    pointer=bodies.pointer_to("", name), code="unknown_parameter"
                )
        takes_a_key = request.method == "POST" and self.action not in self.search_actions
        self.key = idempotency.read_key(
            request.headers.get("Idempotency-Key") if takes_a_key else None
        )
        if takes_a_key and self.key is None and self.actor.is_partner:
            raise IdempotencyKeyMissing

    def _work(self, handler: Any, request: Any) -> Response:
        self.door()
        if self.key is not None:
            earlier = idempotency.claim(
                by=self.actor,
                key=self.key,
                method=request.method,
                path=request.get_full_path(),
                body=request.data,
            )
            if earlier is not None:
                return self.replay(earlier)
        bodies.refuse_unwritable_text(request.data)
        response = handler(request, *self.args, **self.kwargs)
        if self.key is not None:
            idempotency.settle(
                by=self.actor,
                key=self.key,
                status=response.status_code,
                location=response.headers.get("Location", ""),
                object_id=getattr(response, "object_id", None),
            )
        return response

    def door(self) -> None:
        """Find the object of the route, or say that there is none; nothing is asked before."""

    def handle_exception(self, exc: Exception) -> Response:
        """A stale version answers with the current tag, and no data."""
        version = getattr(self.record, "version", None)
        if isinstance(exc, StaleVersion) and version is not None:
            seen_now = exc.facts.get("version", version)
            exc.facts["etag"] = tags.tag_of(int(str(seen_now)), self.record.pk)
        return super().handle_exception(exc)

    @property
    def body(self) -> dict[str, Any]:
        """What was sent: the parser lets nothing but an object through."""
        return dict(self.request.data)

    # -- what handlers use -----------------------------------------------------------------

    def checked(
        self, kind: type[serializers.Serializer], *, partial: bool = False
    ) -> dict[str, Any]:
        """The body as ``kind``; unknown members are refused, nothing is silently dropped.

        ``version`` is the precondition of a change and belongs to ``seen_version()``; where
        something new is made it is a member like any other.
        """
        data = self.body
        changes_a_row = getattr(self, "detail", False) or self.record is not None
        if changes_a_row and "version" not in kind().fields:
            data.pop("version", None)
        return bodies.checked(kind, data, partial=partial)

    def no_body(self) -> None:
        """For acts that take nothing but the version.

        Raises:
            UnknownField: something was sent.
        """
        for name in self.request.data:
            if name != "version":
                raise UnknownField(pointer=bodies.pointer_to("", name), code="unknown_field")

    def seen_version(self) -> int:
        """The version the caller saw: ``If-Match`` or body ``version``; both must agree."""
        return tags.seen_version(
            self.request.headers.get("If-Match"),
            self.body.get("version"),
            row=self.record,
        )

    def answer(
        self,
        data: Any,
        *,
        status: int = HTTP_200_OK,
        cases: Iterable[uuid.UUID] = (),
        kind: str | None = None,
        terms: bytes | None = None,
        action: str | None = None,
    ) -> Answered:
        """The only way to respond: evaluates the data here, and writes the one read event."""
        instance = getattr(data, "instance", None)
        many = isinstance(data, serializers.ListSerializer)
        plain = data.data if isinstance(data, serializers.BaseSerializer) else data
        plain = answers.plain(plain)
        response = Answered(plain, status=status)
        response["Cache-Control"] = "no-store"
        if instance is not None and not many and hasattr(instance, "version"):
            response["ETag"] = etag(instance)
            response.object_id = instance.pk
            if status == HTTP_201_CREATED and self.request.method == "POST":
                response["Location"] = self.location(instance)
        if self.reads_personal_data:
            named = set(cases) | self.always_named() | answers.case_ids_in(plain)
            paged = isinstance(plain, dict) and "results" in plain
            reads.saw(
                route=self.route_name(),
                action=action or _ACTION.get(self.request.method or "", "E"),
                kind=kind or self.object_kind,
                case_ids=named,
                n=len(plain["results"]) if paged else 1,
                terms=terms,
            )
        return response

    def nothing(self) -> Response:
        """204: done, and there is nothing to show."""
        return Response(status=HTTP_204_NO_CONTENT, headers={"Cache-Control": "no-store"})

    def answer_page(self, rows: Any, out: Any = None, *, order: str | None = None) -> Response:
        """One keyset page of ``rows``."""
        found = pagination.page(
            rows,
            by=self.actor,
            path=self.request.path,
            parameters=self.request.query_params.dict(),
            order=order or self.order,
        )
        self.demand_reason(found.rows)
        items = (out or self.serializer_class)(found.rows, many=True, context={"view": self}).data
        return self.answer({"results": items, "next": found.next, "previous": found.previous})

    def demand_reason(self, rows: Iterable[Any]) -> None:
        """Opening a record above standard asks why, in a list as alone (access-and-audit.md §5.3).

        Raises:
            AccessReasonRequired: one of ``rows`` is such a record, and no purpose was given.
        """
        if self.actor.purpose is None and any(
            getattr(row, "sensitivity", "") in NEEDS_REASON for row in rows
        ):
            raise AccessReasonRequired

    def location(self, instance: Any) -> str:
        return f"{self.request.path}/{instance.pk}"

    def always_named(self) -> set[uuid.UUID]:
        """Cases that every answer of this route names, whatever rows it holds."""
        return set()

    def route_name(self) -> str:
        match = getattr(self.request, "resolver_match", None)
        return (match.view_name if match else "") or type(self).__name__

    def replay(self, earlier: idempotency.Replay) -> Response:
        """The first request's object as it is now, under the caller's access now."""
        if earlier.status == HTTP_204_NO_CONTENT:
            response = self.nothing()
        else:
            response = self.answer(
                self.read_again(earlier.object_id), status=earlier.status, action="R"
            )
        if earlier.location:
            response["Location"] = earlier.location
        response["Idempotency-Replayed"] = "true"
        return response

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        """What ``answer()`` was given the first time, as it is now.

        A handler that answers another kind of object than the route's own says here how to find it.
        """
        if object_id is None:
            raise NotFound
        return self.out(self.find(object_id))

    def out(self, instance: Any) -> serializers.BaseSerializer:
        return self.serializer_class(instance, context={"view": self})

    def find(self, pk: uuid.UUID) -> Any:
        """One row of ``get_queryset()``; hidden and absent are the same."""
        row = self.get_queryset().filter(pk=pk).first()
        if row is None:
            raise NotFound
        return row

    def get_queryset(self) -> Any:
        raise NotImplementedError(f"{type(self).__name__} lists nothing.")


etag = tags.etag
