"""Outbox, endpoints of partners, and what is delivered to them."""

from caseload.exchange.models.delivery import Delivery, DeliveryState
from caseload.exchange.models.endpoint import EndpointKey, EndpointState, WebhookEndpoint
from caseload.exchange.models.outbox import OutboxEvent

__all__ = [
    "Delivery",
    "DeliveryState",
    "EndpointKey",
    "EndpointState",
    "OutboxEvent",
    "WebhookEndpoint",
]
