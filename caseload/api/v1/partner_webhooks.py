"""Where partners' programs say where they want to be told, and see how it went (api.md §7)."""

import uuid
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED, HTTP_202_ACCEPTED

from caseload.access.acting import at_the_desk
from caseload.access.permissions import Permission
from caseload.api.partner import PartnerViewSet
from caseload.api.schema import what_it_needs
from caseload.exchange import selectors
from caseload.exchange.addresses import LONGEST_URL
from caseload.exchange.event_types import EventType
from caseload.exchange.models import Delivery, WebhookEndpoint
from caseload.exchange.services import endpoints as services


class WebhookEndpointOut(serializers.Serializer):
    """An endpoint of your agency. `pending` waits for its challenge; types: none means all."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    url = serializers.CharField()
    description = serializers.CharField()
    types = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField(help_text="pending, active or disabled")
    disabled_reason = serializers.CharField()
    failing_since = serializers.DateTimeField(allow_null=True)
    added_at = serializers.DateTimeField()
    public_key = serializers.CharField(help_text="Ed25519, for the signatures v1a.")


class WebhookEndpointMadeOut(WebhookEndpointOut):
    """With the secret for the signatures v1, shown this once; null when the request came again."""

    secret = serializers.SerializerMethodField()

    def get_secret(self, endpoint: WebhookEndpoint) -> str | None:
        shown: str | None = self.context.get("secret")
        return shown


class WebhookEndpointIn(serializers.Serializer):
    """Where to deliver: https on port 443. Every type, if none is named."""

    url = serializers.CharField(max_length=LONGEST_URL)
    types = serializers.ListField(
        child=serializers.ChoiceField(EventType.values), required=False, default=list
    )
    description = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=200
    )


class WebhookEndpointChangesIn(serializers.Serializer):
    """Another address has to answer a challenge again."""

    url = serializers.CharField(required=False, max_length=LONGEST_URL)
    types = serializers.ListField(child=serializers.ChoiceField(EventType.values), required=False)
    description = serializers.CharField(required=False, allow_blank=True, max_length=200)


class ReplayIn(serializers.Serializer):
    """A span of time; until now, and every type, if nothing else is said."""

    since = serializers.DateTimeField()
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)
    types = serializers.ListField(
        child=serializers.ChoiceField(EventType.values), required=False, default=list
    )


class DeliveryOut(serializers.Serializer):
    """One event on its way: what was tried, how it went, when it is tried next."""

    id = serializers.UUIDField()
    event_id = serializers.UUIDField(help_text="The webhook-id, the same at every attempt.")
    type = serializers.CharField(source="event.type")
    state = serializers.CharField(help_text="pending, delivered, dead or skipped")
    attempts = serializers.IntegerField()
    queued_at = serializers.DateTimeField()
    next_attempt_at = serializers.DateTimeField()
    last_attempt_at = serializers.DateTimeField(allow_null=True)
    last_status = serializers.IntegerField(allow_null=True)
    last_error_code = serializers.CharField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    is_replay = serializers.BooleanField()


class WebhookEndpointPage(serializers.Serializer):
    """One page."""

    results = WebhookEndpointOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class DeliveryPage(serializers.Serializer):
    """One page."""

    results = DeliveryOut(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class PartnerWebhookEndpointViewSet(PartnerViewSet):
    """An agency's own endpoints. Nobody is named, so reading them leaves no read event."""

    needs = Permission.MANAGE_WEBHOOKS
    object_kind = "webhook_endpoint"
    reads_personal_data = False
    adding_actions: ClassVar[frozenset[str]] = frozenset({"test", "replay_events"})
    serializer_class = WebhookEndpointOut
    order: ClassVar[str] = "added_at"

    def get_queryset(self) -> QuerySet[WebhookEndpoint]:
        return selectors.endpoints(by=self.actor)

    def door(self) -> None:
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    def made(self, endpoint: WebhookEndpoint, secret: str | None) -> Any:
        return WebhookEndpointMadeOut(endpoint, context={"view": self, "secret": secret})

    def read_again(self, object_id: uuid.UUID | None) -> Any:
        if self.action in {"create", "rotate_secret"} and object_id is not None:
            return self.made(self.find(object_id), None)
        return super().read_again(object_id)

    @extend_schema(operation_id="partner_webhook_endpoints", responses={200: WebhookEndpointPage})
    def list(self, request: Request) -> Response:
        """Your agency's endpoints, newest first."""
        return self.answer_page(self.get_queryset())

    @extend_schema(operation_id="partner_webhook_endpoint", responses={200: WebhookEndpointOut})
    def retrieve(self, request: Request, **path: str) -> Response:
        """One endpoint."""
        return self.answer(self.out(self.record))

    @extend_schema(
        operation_id="add_partner_webhook_endpoint",
        extensions=what_it_needs(services.add_endpoint),
        request=WebhookEndpointIn,
        responses={201: WebhookEndpointMadeOut},
    )
    def create(self, request: Request) -> Response:
        """Add an endpoint.

        It is sent `endpoint.test` with a `challenge`, and becomes active when it answers 2xx with
        the challenge somewhere in the body.
        """
        asked = self.checked(WebhookEndpointIn)
        agency = selectors.my_agency(by=self.actor)
        with at_the_desk(self.actor) as desk:
            endpoint, secret = services.add_endpoint(by=desk, agency=agency, **asked)
        return self.answer(self.made(endpoint, secret), status=HTTP_201_CREATED)

    @extend_schema(
        operation_id="change_partner_webhook_endpoint",
        extensions=what_it_needs(services.change_endpoint),
        request=WebhookEndpointChangesIn,
        responses={200: WebhookEndpointOut},
    )
    def partial_update(self, request: Request, **path: str) -> Response:
        """Another address, other types or other words."""
        seen = self.seen_version()
        asked = self.checked(WebhookEndpointChangesIn)
        with at_the_desk(self.actor) as desk:
            endpoint = services.change_endpoint(by=desk, endpoint=self.record, seen=seen, **asked)
        return self.answer(self.out(endpoint))

    @extend_schema(
        operation_id="disable_partner_webhook_endpoint",
        extensions=what_it_needs(services.disable_endpoint),
        request=None,
        responses={200: WebhookEndpointOut},
    )
    @action(detail=True, methods=["post"])
    def disable(self, request: Request, **path: str) -> Response:
        """Deliver there no longer. What waits is kept."""
        self.no_body()
        seen = self.seen_version()
        with at_the_desk(self.actor) as desk:
            endpoint = services.disable_endpoint(by=desk, endpoint=self.record, seen=seen)
        return self.answer(self.out(endpoint), action="U")

    @extend_schema(
        operation_id="enable_partner_webhook_endpoint",
        extensions=what_it_needs(services.enable_endpoint),
        request=None,
        responses={200: WebhookEndpointOut},
    )
    @action(detail=True, methods=["post"])
    def enable(self, request: Request, **path: str) -> Response:
        """Deliver there again, once it answers a challenge: what was missed comes first."""
        self.no_body()
        seen = self.seen_version()
        with at_the_desk(self.actor) as desk:
            endpoint = services.enable_endpoint(by=desk, endpoint=self.record, seen=seen)
        return self.answer(self.out(endpoint), action="U")

    @extend_schema(
        operation_id="rotate_partner_webhook_secret",
        extensions=what_it_needs(services.rotate_keys),
        request=None,
        responses={200: WebhookEndpointMadeOut},
    )
    @action(detail=True, methods=["post"], url_path="rotate-secret", url_name="rotate-secret")
    def rotate_secret(self, request: Request, **path: str) -> Response:
        """New keys. For 24 hours every delivery is signed with the former ones too."""
        self.no_body()
        seen = self.seen_version()
        with at_the_desk(self.actor) as desk:
            endpoint, secret = services.rotate_keys(by=desk, endpoint=self.record, seen=seen)
        return self.answer(self.made(endpoint, secret), action="U")

    @extend_schema(
        operation_id="test_partner_webhook_endpoint",
        extensions=what_it_needs(services.send_test),
        request=None,
        responses={202: WebhookEndpointOut},
    )
    @action(detail=True, methods=["post"])
    def test(self, request: Request, **path: str) -> Response:
        """Send `endpoint.test`. While the endpoint is pending it carries the challenge again."""
        self.no_body()
        with at_the_desk(self.actor) as desk:
            services.send_test(by=desk, endpoint=self.record)
        return self.answer(self.out(self.record), status=HTTP_202_ACCEPTED, action="C")

    @extend_schema(
        operation_id="replay_partner_webhooks",
        extensions=what_it_needs(services.replay),
        request=ReplayIn,
        responses={202: WebhookEndpointOut},
    )
    @action(detail=True, methods=["post"], url_path="replay", url_name="replay")
    def replay_events(self, request: Request, **path: str) -> Response:
        """Deliver again what happened in a span of time, under the same ids, with current keys."""
        asked = self.checked(ReplayIn)
        with at_the_desk(self.actor) as desk:
            services.replay(by=desk, endpoint=self.record, **asked)
        return self.answer(self.out(self.record), status=HTTP_202_ACCEPTED, action="C")


class PartnerDeliveryViewSet(PartnerViewSet):
    """What was and will be delivered to one endpoint."""

    needs = Permission.MANAGE_WEBHOOKS
    object_kind = "webhook_delivery"
    reads_personal_data = False
    adding_actions: ClassVar[frozenset[str]] = frozenset({"redeliver"})
    serializer_class = DeliveryOut
    order: ClassVar[str] = "queued_at"

    endpoint: WebhookEndpoint

    def door(self) -> None:
        self.endpoint = selectors.endpoint(by=self.actor, pk=uuid.UUID(self.kwargs["endpoint_id"]))
        if "id" in self.kwargs:
            self.record = self.find(uuid.UUID(self.kwargs["id"]))

    def get_queryset(self) -> QuerySet[Delivery]:
        return selectors.deliveries(by=self.actor, endpoint=self.endpoint)

    @extend_schema(operation_id="partner_webhook_deliveries", responses={200: DeliveryPage})
    def list(self, request: Request, **path: str) -> Response:
        """Deliveries to one endpoint, newest first; dead ones too."""
        return self.answer_page(self.get_queryset())

    @extend_schema(
        operation_id="redeliver_partner_webhook",
        extensions=what_it_needs(services.redeliver),
        request=None,
        responses={202: DeliveryOut},
    )
    @action(detail=True, methods=["post"])
    def redeliver(self, request: Request, **path: str) -> Response:
        """Deliver one event again, under its own id, signed with the current keys."""
        self.no_body()
        with at_the_desk(self.actor) as desk:
            services.redeliver(by=desk, delivery=self.record)
        again = self.out(self.find(self.record.pk))
        response = self.answer(again, status=HTTP_202_ACCEPTED, action="C")
        response.object_id = self.record.pk
        return response
