"""Where an agency wants to be told, and the keys with which we sign."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access.row_security import RowPolicies, in_organisation
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.actor import Actor, Scope
from caseload.core.kinds import Kind
from caseload.exchange.event_types import EventType
from caseload.exchange.models.outbox import AT_THE_DESK, OF_THE_AGENCY, of_its_agency


class EndpointState(models.TextChoices):
    """Nothing but the challenge is delivered before the endpoint answered it."""

    PENDING = "pending", "Waits for its challenge to be answered"
    ACTIVE = "active", "Is delivered to"
    DISABLED = "disabled", "Is delivered to no longer"


class EndpointQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The agency's own; the desk and the relay see those of their organisation."""
        if by.is_partner:
            return self.filter(agency_id=by.agency_id)
        if by.scope is Scope.RELAY or "system.partner_desk" in by.roles:
            return self.filter(organisation_id=by.organisation_id)
        return self.none()


class WebhookEndpoint(TrackedModel):
    """An address of an agency's own to which its events are delivered, signed.

    ``from_seq`` is where the outbox stood when it was added: what happens from then on is
    delivered, once the endpoint is active. Keys are rows of their own, which no program reads.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=200, blank=True)
    types = ArrayField(models.CharField(max_length=40, choices=EventType), default=list, blank=True)
    state = models.CharField(max_length=10, choices=EndpointState, default=EndpointState.PENDING)
    public_key = models.CharField(max_length=60)
    from_seq = models.BigIntegerField()
    added_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_reason = models.CharField(max_length=40, blank=True)

    objects = EndpointQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="webhookendpoint_tracked",
                fixed=("organisation_id", "agency_id", "from_seq", "added_at"),
            ),
            RowPolicies(
                name="webhookendpoint_fence",
                read={
                    "partner": OF_THE_AGENCY,
                    "wide": AT_THE_DESK,
                    "relay": in_organisation("relay"),
                },
                add={"wide": AT_THE_DESK},
                change={"wide": AT_THE_DESK, "relay": in_organisation("relay")},
            ),
            of_its_agency("webhookendpoint"),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="endpoint_in_its_organisation"
            ),
            models.CheckConstraint(
                name="disabled_endpoint_says_why",
                condition=~Q(state=EndpointState.DISABLED) | ~Q(disabled_reason=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-added_at", "-id"], name="endpoint_of_agency"),
        ]


class EndpointKey(TrackedModel):
    """One HMAC secret and one Ed25519 private key of an endpoint, encrypted.

    Two may live for 24 hours, while the receiver changes over. The secret is shown once, when it
    is made; the relay reads it to sign, and no program reads the row.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="keys")
    sealed_secret = models.TextField()
    sealed_private_key = models.TextField()
    starts_at = models.DateTimeField()
    previous_until = models.DateTimeField(null=True, blank=True)

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="endpointkey_tracked",
                fixed=(
                    "organisation_id",
                    "endpoint_id",
                    "sealed_secret",
                    "sealed_private_key",
                    "starts_at",
                ),
            ),
            RowPolicies(
                name="endpointkey_fence",
                read={"wide": AT_THE_DESK, "relay": in_organisation("relay")},
                add={"wide": AT_THE_DESK},
                change={"wide": AT_THE_DESK},
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["endpoint", "-starts_at"], name="key_of_endpoint"),
        ]
