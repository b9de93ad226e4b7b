"""The roles that people hold, with beginning and end."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.access.roles import ROLES, Role
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models.organisation import Organisation, Team
from caseload.accounts.models.user import User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.choices import CodeField
from caseload.core.kinds import Kind

NEEDS_SECOND_PERSON = tuple(str(role) for role, rule in ROLES.items() if rule.needs_second_person)


class RoleHolding(TrackedModel):
    """One person holds one role from a day until a day (access-and-audit.md §5.1).

    Ended by ``ends_at``, never deleted. A role that needs a second person gives nothing until
    somebody other than holder and proposer has approved it: self-grants are impossible.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=40, choices=[(str(r), str(r)) for r in Role])
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="holdings")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    strands = ArrayField(CodeField("service_strand"), default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="roleholding_tracked",
                fixed=(
                    "organisation_id",
                    "user_id",
                    "role",
                    "team_id",
                    "group_id",
                    "strands",
                    "starts_at",
                    "proposed_by_id",
                ),
            ),
            RowPolicies(
                name="roleholding_fence",
                read={
                    "own": f"{in_organisation('own')} AND (user_id = (SELECT ctx.who()) "
                    "OR team_id IN (SELECT acl.managed_team_ids()) "
                    f"OR {holds(Permission.MANAGE_ACCOUNTS)} OR {holds(Permission.APPROVE_ROLES)} "
                    f"OR {holds(Permission.VIEW_AUDIT)})",
                    "wide": in_organisation("wide"),
                    "app": "true",
                    "policy": "true",
                },
                add={
                    "own": f"{in_organisation('own')} AND {holds(Permission.MANAGE_ACCOUNTS)} "
                    "AND proposed_by_id = (SELECT ctx.who()) AND approved_by_id IS NULL",
                },
                change={
                    "own": f"{in_organisation('own')} AND user_id <> (SELECT ctx.who()) AND "
                    f"({holds(Permission.MANAGE_ACCOUNTS)} OR {holds(Permission.APPROVE_ROLES)})",
                    "wide": f"{in_organisation('wide')} AND user_id <> (SELECT ctx.who()) AND "
                    f"{holds(Permission.APPROVE_ROLES)}",
                },
            ),
            models.CheckConstraint(
                name="role_is_never_given_to_oneself",
                condition=~Q(user=F("proposed_by")) & ~Q(user=F("approved_by")),
                violation_error_message="Nobody gives a role to themselves.",
            ),
            models.CheckConstraint(
                name="role_is_approved_by_a_second_person",
                condition=~Q(proposed_by=F("approved_by")),
                violation_error_message="Somebody else has to approve this role.",
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="A role has to end after it starts.",
            ),
            models.CheckConstraint(
                name="only_team_managers_carry_the_group",
                condition=Q(group__isnull=True) | Q(role=str(Role.TEAM_MANAGER)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["user", "role"], name="roleholding_user"),
            models.Index(fields=["group"], name="roleholding_group"),
        ]
