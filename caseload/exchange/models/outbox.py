"""What agencies are to be told, written in the transaction of the change itself (api.md §7)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation, PartnerAgency
from caseload.core.actor import Actor
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.exchange.event_types import EventObject, EventOp, EventType

AT_THE_DESK = f"{in_organisation('wide')} AND {holds(Permission.MANAGE_WEBHOOKS)}"
OF_THE_AGENCY = "agency_id = (SELECT acl.my_agency())"


def of_its_agency(name: str) -> CompositeForeignKey:
    return CompositeForeignKey(
        name=f"{name}_in_the_organisation_of_its_agency",
        columns=("agency_id", "organisation_id"),
        to_table="accounts_partneragency",
        to_columns=("id", "organisation_id"),
    )


class OutboxQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """A program sees what its agency is told; nobody else reads the outbox."""
        return self.filter(agency_id=by.agency_id) if by.is_partner else self.none()


class OutboxEvent(models.Model):
    """One thing that one agency is to be told: a type, an id that it may know, and no more.

    ``id`` is the event's, the same in feed and webhook. ``tx`` and ``seq`` are stamped by the
    database: by ``(tx, seq)`` a feed read below the transaction horizon misses no row committed
    late; ``seq`` alone orders the events of one object, whose writers wait for each other.
    Rows are added and never changed, but that ``external_reference`` is blanked after 90 days.
    """

    table_kind = Kind.PLUMBING

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=40, choices=EventType)
    object = models.CharField(max_length=20, choices=EventObject)
    object_id = models.UUIDField()
    object_version = models.PositiveIntegerField()
    external_reference = models.CharField(max_length=80, blank=True)
    op = models.CharField(max_length=10, choices=EventOp, default=EventOp.UPDATE)
    occurred_at = models.DateTimeField()
    written_at = models.DateTimeField()
    tx = models.BigIntegerField()
    seq = models.BigIntegerField()

    objects = OutboxQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            RowPolicies(
                name="outboxevent_fence",
                read={
                    "partner": OF_THE_AGENCY,
                    "wide": AT_THE_DESK,
                    "relay": in_organisation("relay"),
                    "policy": "true",
                },
                add={
                    "own": in_organisation("own"),
                    "wide": in_organisation("wide"),
                    "partner": f"{in_organisation('partner')} AND {OF_THE_AGENCY}",
                    "relay": in_organisation("relay"),
                },
                change={"policy": "true"},
            ),
            of_its_agency("outboxevent"),
            models.CheckConstraint(
                name="outbox_type_is_known", condition=Q(type__in=EventType.values)
            ),
            models.CheckConstraint(
                name="outbox_object_is_known", condition=Q(object__in=EventObject.values)
            ),
            models.CheckConstraint(name="outbox_op_is_known", condition=Q(op__in=EventOp.values)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "tx", "seq"], name="outbox_of_agency"),
            models.Index(fields=["written_at"], name="outbox_by_age"),
        ]

    def __str__(self) -> str:
        return f"outbox event {self.id}"
