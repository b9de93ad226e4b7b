"""The charity and its teams."""

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.audit.records import TrackedModel
from caseload.core.kinds import Kind

_MEMBERS = {shape: in_organisation(shape, "id") for shape in ("own", "wide", "partner")}


class Organisation(TrackedModel):
    """A charity: the tenant. Every row of its work carries its id, and nothing crosses it (R2)."""

    table_kind = Kind.REFERENCE

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    is_test = models.BooleanField(
        default=False, help_text="A sandbox: invented families only, for agencies that try us out."
    )

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            *TrackedModel.Meta.constraints,
            RowPolicies(
                name="organisation_fence",
                read={**_MEMBERS, "app": "true", "policy": "true"},
            ),
        ]


class Team(TrackedModel):
    """A team of workers and its managers.

    Its guardian group holds the managers only: membership is the live ``RoleHolding`` of a team
    manager that carries the group (access-and-audit.md §4.3).
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="team")

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            *TrackedModel.Meta.constraints,
            RowPolicies(
                name="team_fence",
                read={
                    "own": in_organisation("own"),
                    "wide": in_organisation("wide"),
                    "app": "true",
                    "policy": "true",
                },
                add={
                    shape: f"{in_organisation(shape)} AND {holds(Permission.MANAGE_ACCOUNTS)}"
                    for shape in ("own", "wide")
                },
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="team_name_is_unique_in_its_organisation",
                violation_error_message="There is a team of this name already.",
            ),
        ]
