"""Who holds which permission on which case: the one source that both enforcers read.

django-guardian's direct foreign-key grants. Only ``access.grants`` writes them; they are ended by
``expires_at`` and never deleted, so that an inspector can say who could see what, when.
"""

from typing import ClassVar

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation, not_barred
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models.case import Case
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

_MAY_GRANT = "granted_by_id = (SELECT ctx.who()) AND case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids()))"
# Who is kept out of a case gives nobody else a part in it, and does not learn who has one. For
# ``own`` the functions say so already.
_WIDE = f"{in_organisation('wide')} AND {not_barred('case_id')}"
_MAY_GRANT_WIDE = (
    f"granted_by_id = (SELECT ctx.who()) AND ({holds(Permission.ALLOCATE)} "
    "OR case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids())))"
)


class GrantSource(models.TextChoices):
    """Why somebody holds a permission; ending one source never ends another."""

    ALLOCATION = "allocation", "Allocation"
    COVER = "cover", "Cover"
    SUPERVISION = "supervision", "Supervision"
    TEAM = "team", "Team"
    BREAK_GLASS = "break_glass", "Break-glass"
    RIGHTS_REQUEST = "rights_request", "Rights request"
    ACCESS_REQUEST = "access_request", "Access request"


def _fence(name: str, subject: str) -> list[models.BaseConstraint]:
    mine = "user_id = (SELECT ctx.who()) OR " if subject == "user" else ""
    return [
        TrackedRow(
            name=f"{name}_tracked",
            fixed=(
                "organisation_id",
                "case_id",
                f"{subject}_id",
                "permission_id",
                "source",
                "source_id",
                "granted_by_id",
            ),
        ),
        RowPolicies(
            name=f"{name}_fence",
            read={
                "own": f"{in_organisation('own')} AND ({mine}"
                "case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids()))"
                + (
                    " OR group_id = ANY (ARRAY(SELECT acl.my_group_ids()))"
                    if subject == "group"
                    else ""
                )
                + f" OR ({holds(Permission.VIEW_AUDIT)} AND {not_barred('case_id')}))",
                "wide": _WIDE,
                "policy": "true",
            },
            add={
                "own": f"{in_organisation('own')} AND {_MAY_GRANT}",
                "wide": f"{_WIDE} AND {_MAY_GRANT_WIDE}",
            },
            change={
                "own": f"{in_organisation('own')} AND "
                "case_id = ANY (ARRAY(SELECT acl.allocatable_case_ids()))",
                "wide": f"{_WIDE} AND {holds(Permission.ALLOCATE)}",
            },
        ),
        CompositeForeignKey(
            name=f"{name}_stays_in_its_organisation",
            columns=("case_id", "organisation_id"),
            to_table="clients_case",
            to_columns=("id", "organisation_id"),
        ),
    ]


class CaseUserGrant(UserObjectPermissionBase, TrackedModel):
    """One permission of one user on one case."""

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey("auth.Permission", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_grants")
    content_object = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_column="case_id", related_name="user_grants"
    )
    source = models.CharField(max_length=20, choices=GrantSource)
    source_id = models.UUIDField()
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta(TrackedModel.Meta):
        abstract = False
        constraints: ClassVar = [
            *_fence("caseusergrant", "user"),
            models.CheckConstraint(
                name="grant_is_never_given_to_oneself",
                condition=~models.Q(user=models.F("granted_by")),
                violation_error_message="Nobody gives themselves access to a case.",
                violation_error_code="self_grant",
            ),
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "source", "source_id"],
                name="user_grant_once_from_a_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user", "permission", "content_object"], name="user_grant_by_holder"
            ),
            models.Index(fields=["source_id"], name="user_grant_by_source"),
        ]


class CaseGroupGrant(GroupObjectPermissionBase, TrackedModel):
    """One permission of one team's managers on one case."""

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey("auth.Permission", on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey("auth.Group", on_delete=models.PROTECT, related_name="case_grants")
    content_object = models.ForeignKey(
        Case, on_delete=models.PROTECT, db_column="case_id", related_name="group_grants"
    )
    source = models.CharField(max_length=20, choices=GrantSource)
    source_id = models.UUIDField()
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta(TrackedModel.Meta):
        abstract = False
        constraints: ClassVar = [
            *_fence("casegroupgrant", "group"),
            models.UniqueConstraint(
                fields=["group", "permission", "content_object", "source", "source_id"],
                name="group_grant_once_from_a_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["group", "permission", "content_object"], name="group_grant_by_holder"
            ),
        ]
