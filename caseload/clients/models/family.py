"""The people linked by one investigation. Who belongs to it is itself confidential."""

from typing import Any, ClassVar, Self

from django.db import models

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models.person import Person
from caseload.core.actor import Actor
from caseload.core.choices import CodeField
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

_VISIBLE = "SELECT acl.visible_family_ids()"
_FAMILY_OF_MINE = f"ANY (ARRAY({_VISIBLE}))"


class FamilyQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        return scope.families_visible_to(self, by)


class FamilyMemberQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Links of which ``by`` may see both ends."""
        return scope.members_visible_to(self, by)


class Family(TrackedModel):
    """Day 0 and the force; never a unit of grant or of disclosure (A2)."""

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {
        "day_zero": "relative",
        "police_reference_hash": "relative",
    }

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day_zero = models.DateField(null=True, blank=True, help_text="The day of the Knock.")
    police_force = models.CharField(max_length=80, blank=True)
    police_reference_hash = models.BinaryField(null=True, editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    opened_request = models.UUIDField(editable=False)

    objects = FamilyQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="family_tracked",
                fixed=("organisation_id", "recorded_by_id", "recorded_at", "opened_request"),
            ),
            RowPolicies(
                name="family_fence",
                read={
                    "own": f"id = {_FAMILY_OF_MINE}",
                    "wide": f"{in_organisation('wide')} AND "
                    f"({holds(Permission.MANAGE_SIDES)} OR id IN ({_VISIBLE}))",
                    "policy": "true",
                },
                add={
                    shape: f"{in_organisation(shape)} AND recorded_by_id = (SELECT ctx.who()) "
                    f"AND opened_request = (SELECT ctx.request()) AND {holds(Permission.OPEN_CASE)}"
                    for shape in ("own", "wide")
                },
                change={
                    "own": "id = ANY (ARRAY(SELECT acl.family_ids_with('record')))",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.RECORD)} "
                    "OR id = ANY (ARRAY(SELECT acl.family_ids_with('record'))))",
                },
                bars={"bar": "(id IN (SELECT acl.barred_family_ids())) IS NOT TRUE"},
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="family_in_its_organisation"
            ),
        ]


class FamilyMember(TrackedModel):
    """One person belongs to one family, in a role, from a day until a day."""

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    person_role = CodeField("person_role")
    left_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = FamilyMemberQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="familymember_tracked",
                fixed=(
                    "family_id",
                    "person_id",
                    "organisation_id",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="familymember_fence",
                read={
                    "own": f"family_id = {_FAMILY_OF_MINE} AND "
                    "person_id = ANY (ARRAY(SELECT acl.visible_person_ids()))",
                    "wide": f"{in_organisation('wide')} AND "
                    f"({holds(Permission.MANAGE_SIDES)} OR family_id IN ({_VISIBLE}))",
                    "policy": "true",
                },
                add={
                    "own": f"{in_organisation('own')} AND family_id = "
                    "ANY (ARRAY(SELECT acl.family_ids_with('record'))) AND "
                    "person_id = ANY (ARRAY(SELECT acl.visible_person_ids()))",
                    "wide": f"{in_organisation('wide')} AND "
                    f"({holds(Permission.RECORD)} OR {holds(Permission.OPEN_CASE)})",
                },
                change={
                    "own": "family_id = ANY (ARRAY(SELECT acl.family_ids_with('record')))",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.RECORD)} "
                    "OR family_id = ANY (ARRAY(SELECT acl.family_ids_with('record'))))",
                },
                bars={
                    "bar": "(person_id IN (SELECT acl.barred_person_ids())) IS NOT TRUE",
                    "family_bar": "(family_id IN (SELECT acl.barred_family_ids())) IS NOT TRUE",
                },
            ),
            CompositeForeignKey(
                name="familymember_family_in_its_organisation",
                columns=("family_id", "organisation_id"),
                to_table="clients_family",
                to_columns=("id", "organisation_id"),
            ),
            CompositeForeignKey(
                name="familymember_person_in_its_organisation",
                columns=("person_id", "organisation_id"),
                to_table="clients_person",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(
                fields=["family", "person"],
                name="person_belongs_to_a_family_once",
                violation_error_message="This person already belongs to the family.",
            ),
        ]
