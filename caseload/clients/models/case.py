"""The support of one client in one strand: the unit of confidentiality and of grants."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access import scope
from caseload.access.permissions import CASE_PERMISSION_LABELS, Permission
from caseload.access.row_security import (
    RowPolicies,
    holds,
    holds_on,
    in_organisation,
    not_barred,
    sees_case,
)
from caseload.accounts.models import Organisation, Team, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models.family import Family
from caseload.clients.models.person import Person
from caseload.clients.states import CaseState
from caseload.core.actor import Actor
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

# Nobody opens a case on a person, or links it to a family, that they cannot see: knowing an id
# would otherwise be enough to read who it is.
_CLIENT_SEEN = "client_id = ANY (ARRAY(SELECT acl.visible_person_ids()))"
_FAMILY_SEEN = "(family_id IS NULL OR family_id IN (SELECT acl.visible_family_ids()))"
_FAMILY_SEEN_WIDE = (
    f"(family_id IS NULL OR {holds(Permission.MANAGE_SIDES)} "
    "OR family_id IN (SELECT acl.visible_family_ids()))"
)


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The cases that ``by`` may see: the read door of everything on a case."""
        return scope.cases_visible_to(self, by)


class Case(TrackedModel):
    """One client, one strand (BR-30). A family with three supported relatives has three."""

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"closure_summary": "client", "client_id": "client"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    family = models.ForeignKey(Family, null=True, on_delete=models.PROTECT, related_name="cases")
    strand = CodeField("service_strand")
    uk_nation = CodeField("uk_nation", default="england")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    urgency = CodeField("referral_urgency", default="standard")
    state = models.CharField(max_length=20, choices=CaseState, default=CaseState.NEW)
    state_since = models.DateTimeField()
    disclosure_circle = ArrayField(CodeField("disclosure_circle"), default=list, blank=True)
    pause_reason = CodeField("pause_reason", blank=True)
    review_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closure_reason = CodeField("closure_reason", blank=True)
    closure_summary = SensitiveText(blank=True)
    closing_checks = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    opened_request = models.UUIDField(editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        permissions = CASE_PERMISSION_LABELS
        constraints: ClassVar = [
            TrackedRow(
                name="case_tracked",
                fixed=(
                    "organisation_id",
                    "reference",
                    "client_id",
                    "strand",
                    "recorded_by_id",
                    "recorded_at",
                    "opened_request",
                ),
            ),
            RowPolicies(
                name="case_fence",
                read={
                    "own": sees_case("id"),
                    "wide": in_organisation("wide"),
                    "policy": "true",
                },
                add={
                    shape: f"{in_organisation(shape)} AND recorded_by_id = (SELECT ctx.who()) "
                    f"AND opened_request = (SELECT ctx.request()) AND {holds(Permission.OPEN_CASE)}"
                    f" AND {seen}"
                    for shape, seen in (
                        ("own", f"{_CLIENT_SEEN} AND {_FAMILY_SEEN}"),
                        ("wide", _FAMILY_SEEN_WIDE),
                    )
                },
                change={
                    "own": f"{holds_on('id', Permission.TRANSITION)} AND {_FAMILY_SEEN}",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.TRANSITION)} "
                    f"OR {holds_on('id', Permission.TRANSITION)}) AND {_FAMILY_SEEN_WIDE}",
                },
                bars={"bar": not_barred("id")},
            ),
            CompositeForeignKey(
                name="case_client_in_its_organisation",
                columns=("client_id", "organisation_id"),
                to_table="clients_person",
                to_columns=("id", "organisation_id"),
            ),
            CompositeForeignKey(
                name="case_family_in_its_organisation",
                columns=("family_id", "organisation_id"),
                to_table="clients_family",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(fields=["id", "organisation"], name="case_in_its_organisation"),
            models.CheckConstraint(
                name="closed_case_says_when_and_why",
                condition=~Q(state=CaseState.CLOSED)
                | (Q(closed_at__isnull=False) & ~Q(closure_reason="")),
                violation_error_message="A closed case needs a date and a reason.",
            ),
            models.CheckConstraint(
                name="light_touch_case_has_a_review_date",
                condition=~Q(state=CaseState.MAINTENANCE) | Q(review_due_on__isnull=False),
                violation_error_message="A light-touch case needs a review date.",
                violation_error_code="review_date_needed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_request"], name="case_opened_here"),
            models.Index(fields=["organisation", "-recorded_at", "-id"], name="case_newest"),
        ]
