"""What keeps people apart: the side a case stands on, and staff who must not see somebody.

Neither is readable by those it keeps out: a barrier that shows is already a leak (BR-34).
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models.case import Case
from caseload.clients.models.person import Person
from caseload.core.actor import Actor
from caseload.core.choices import CodeField
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

_KEPT_FROM_ME = "SELECT acl.excluded_person_ids()"
_LEADS_ONLY = f"{in_organisation('wide')} AND {holds(Permission.MANAGE_SIDES)}"
_OVERSEEN = (
    "user_id <> (SELECT ctx.who()) AND {organisation} AND "
    + holds(Permission.MANAGE_EXCLUSIONS)
    + " AND (person_id IN (SELECT acl.excluded_person_ids())) IS NOT TRUE"
)


class CaseSideQuerySet(models.QuerySet["CaseSide"]):
    def visible_to(self, by: Actor) -> Self:
        """Only who answers for all sides knows that there are any (BR-34)."""
        if not (by.is_wide and Permission.MANAGE_SIDES in held_by(by.roles)):
            return self.none()
        return scope.on_visible_cases(self, by)


class ExclusionQuerySet(models.QuerySet["Exclusion"]):
    def visible_to(self, by: Actor) -> Self:
        """Those who end exclusions see them, never their own nor those of people kept from them."""
        if Permission.MANAGE_EXCLUSIONS not in held_by(by.roles):
            return self.none()
        return self.filter(organisation_id=by.organisation_id).exclude(
            models.Q(user_id=by.user_id) | models.Q(person_id__in=RawSQL(_KEPT_FROM_ME, []))
        )


class CaseSide(TrackedModel):
    """The side of its family's barrier that a case was put on, and why.

    Its own table, because a worker reads the case and must not read this. A case without a row
    stands with the relatives, or opposite them if its strand supports the person under
    investigation.
    """

    table_kind = Kind.RECORD

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20)
    reason_code = CodeField("information_barrier_reason")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = CaseSideQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="caseside_tracked",
                fixed=("case_id", "organisation_id", "recorded_by_id", "recorded_at"),
            ),
            RowPolicies(
                name="caseside_fence",
                read={"wide": _LEADS_ONLY, "policy": "true"},
                add={"wide": _LEADS_ONLY},
                change={"wide": _LEADS_ONLY},
                bars={"bar": "(case_id IN (SELECT acl.barred_case_ids())) IS NOT TRUE"},
            ),
            CompositeForeignKey(
                name="caseside_stays_in_its_organisation",
                columns=("case_id", "organisation_id"),
                to_table="clients_case",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="side_is_a_known_side",
                condition=Q(side__regex=r"^(relatives|investigated|opposed_[1-9]|child_[1-9])$"),
                violation_error_message="There is no such side.",
                violation_error_code="unknown_side",
            ),
        ]


class Exclusion(TrackedModel):
    """One user must never see one person's cases (relative, neighbour, former partner).

    Beats every grant and every role, at the next statement, past rows included (BR-33). The
    excluded user cannot read it, whatever role they hold.
    """

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason_code = CodeField("information_barrier_reason", default="staff_personal_connection")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ExclusionQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="exclusion_tracked",
                fixed=(
                    "user_id",
                    "person_id",
                    "organisation_id",
                    "starts_at",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="exclusion_fence",
                read={
                    "own": _OVERSEEN.format(organisation=in_organisation("own")),
                    "wide": _OVERSEEN.format(organisation=in_organisation("wide")),
                    "policy": "true",
                },
                add={
                    shape: f"{in_organisation(shape)} AND ({holds(Permission.MANAGE_EXCLUSIONS)} "
                    f"OR (user_id = (SELECT ctx.who()) AND {holds(Permission.DECLARE_EXCLUSION)}))"
                    for shape in ("own", "wide")
                }
                # Whoever said of an intake that they know the family (acl.conflicts_become_exclusions).
                | {
                    "policy": "organisation_id = (SELECT ctx.organisation()) "
                    "AND recorded_by_id = (SELECT ctx.who())"
                },
                change={
                    shape: _OVERSEEN.format(organisation=in_organisation(shape))
                    for shape in ("own", "wide")
                },
            ),
            CompositeForeignKey(
                name="exclusion_stays_in_its_organisation",
                columns=("person_id", "organisation_id"),
                to_table="clients_person",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="exclusion_ends_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                violation_error_message="An exclusion cannot end before it starts.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "person"], name="exclusion_of_user"),
        ]
