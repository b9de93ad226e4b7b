"""One event on its way to one endpoint: when it is tried next, and how it went."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from caseload.access.row_security import RowPolicies, in_organisation
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.core.actor import Actor
from caseload.core.kinds import Kind
from caseload.exchange.models.endpoint import WebhookEndpoint
from caseload.exchange.models.outbox import (
    AT_THE_DESK,
    OF_THE_AGENCY,
    OutboxEvent,
    of_its_agency,
)


class DeliveryState(models.TextChoices):
    PENDING = "pending", "Will be tried"
    DELIVERED = "delivered", "Was received"
    DEAD = "dead", "Was given up"
    SKIPPED = "skipped", "The agency was not to be told any more"


class DeliveryQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        return self.filter(agency_id=by.agency_id) if by.is_partner else self.none()


class Delivery(models.Model):
    """Our own schedule of attempts, so that it can be seen and played again.

    ``claim`` marks the worker that has it, until ``claimed_until``: a worker that was killed
    holds nothing for longer, and one that comes late settles nothing.
    """

    table_kind = Kind.PLUMBING

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries"
    )
    event = models.ForeignKey(OutboxEvent, on_delete=models.PROTECT, related_name="deliveries")
    object_id = models.UUIDField()
    seq = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    last_attempt_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_error_code = models.CharField(max_length=40, blank=True)
    delivered_at = models.DateTimeField(null=True)
    is_replay = models.BooleanField(default=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            RowPolicies(
                name="delivery_fence",
                read={
                    "partner": OF_THE_AGENCY,
                    "wide": AT_THE_DESK,
                    "relay": in_organisation("relay"),
                },
                add={"wide": AT_THE_DESK, "relay": in_organisation("relay")},
                change={"wide": AT_THE_DESK, "relay": in_organisation("relay")},
            ),
            of_its_agency("delivery"),
            models.UniqueConstraint(
                fields=["event", "endpoint"], name="event_goes_once_to_an_endpoint"
            ),
            models.CheckConstraint(
                name="delivery_state_is_known", condition=Q(state__in=DeliveryState.values)
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["endpoint", "-queued_at", "-id"], name="delivery_of_endpoint"),
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="pending"), name="delivery_due"
            ),
            models.Index(
                fields=["endpoint", "object_id", "seq"],
                condition=Q(state="pending"),
                name="delivery_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.id}"
