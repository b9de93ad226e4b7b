"""Who works on a case, from when until when."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from caseload.access.permissions import Permission
from caseload.access.roles import AllocationKind
from caseload.access.row_security import (
    RowPolicies,
    holds,
    in_organisation,
    not_barred,
    sees_case,
)
from caseload.accounts.models import User
from caseload.audit.history import TrackedRow
from caseload.clients.records import CaseRecord
from caseload.core.constraints import CompositeForeignKey


class _Period(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Allocation(CaseRecord):
    """One worker has a part in one case. Creating or ending it creates or ends the grants.

    A case has at most one current lead, by exclusion constraint (C2); cover ends within 28 days.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="allocations")
    role = models.CharField(max_length=20, choices=[(str(k), str(k)) for k in AllocationKind])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="allocation_tracked",
                fixed=(
                    "case_id",
                    "organisation_id",
                    "user_id",
                    "role",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="allocation_fence",
                read={
                    "own": sees_case("case_id"),
                    "wide": in_organisation("wide"),
                    "policy": "true",
                },
                add={
                    "own": f"{in_organisation('own')} AND "
                    "case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids()))",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.ALLOCATE)} "
                    "OR case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids())))",
                },
                change={
                    "own": f"{in_organisation('own')} AND "
                    "case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids()))",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.ALLOCATE)} "
                    "OR case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids())))",
                },
                bars={"bar": not_barred("case_id")},
            ),
            CompositeForeignKey(
                name="allocation_stays_in_its_organisation",
                columns=("case_id", "organisation_id"),
                to_table="clients_case",
                to_columns=("id", "organisation_id"),
            ),
            ExclusionConstraint(
                name="case_has_one_current_lead",
                expressions=[
                    (F("case"), RangeOperators.EQUAL),
                    (_Period(F("starts_at"), F("ends_at"), Value("[)")), RangeOperators.OVERLAPS),
                ],
                condition=Q(role=str(AllocationKind.LEAD)),
                violation_error_message="This case has a lead already.",
                violation_error_code="one_lead",
            ),
            models.CheckConstraint(
                name="cover_has_an_end",
                condition=~Q(role=str(AllocationKind.COVER)) | Q(ends_at__isnull=False),
                violation_error_message="Cover needs an end date.",
                violation_error_code="cover_needs_an_end",
            ),
            models.CheckConstraint(
                name="allocation_does_not_end_before_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                violation_error_message="An allocation cannot end before it starts.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-starts_at"], name="allocation_of_case"),
            models.Index(fields=["user", "-starts_at"], name="allocation_of_worker"),
        ]
