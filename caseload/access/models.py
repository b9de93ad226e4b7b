"""Plumbing of requests: which were sent twice, and how many there were."""

from typing import ClassVar

from django.db import models

from caseload.access.row_security import RowPolicies
from caseload.core.kinds import Kind

_OWN = dict.fromkeys(("own", "wide", "partner"), "principal_id = (SELECT ctx.who())")


class IdempotencyKey(models.Model):
    """One request that must have one effect, however often it arrives (api.md §1.5).

    Written in the request's own transaction, so a refused request leaves no key. Never the body.
    """

    table_kind = Kind.PLUMBING

    id = models.UUIDField(primary_key=True, editable=False)
    principal_id = models.UUIDField()
    key = models.CharField(max_length=200)
    fingerprint = models.BinaryField()
    claimed_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=300, blank=True)
    object_id = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            RowPolicies(name="idempotencykey_fence", read=_OWN, add=_OWN, change=_OWN),
            models.UniqueConstraint(
                fields=["principal_id", "key"], name="key_has_one_effect_for_a_principal"
            ),
        ]

    def __str__(self) -> str:
        return f"idempotency key {self.id}"


class RateCounter(models.Model):
    """Requests of one caller in one minute; written apart, so that refusals count too."""

    table_kind = Kind.PLUMBING

    caller = models.CharField(max_length=120)
    bucket = models.CharField(max_length=40)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            RowPolicies(
                name="ratecounter_fence",
                read={"app": "true"},
                add={"app": "true"},
                change={"app": "true"},
            ),
            models.UniqueConstraint(
                fields=["caller", "bucket", "minute"], name="one_counter_a_minute"
            ),
        ]

    def __str__(self) -> str:
        return f"rate counter {self.pk}"
