"""One value of one code list, as one organisation words it."""

from typing import ClassVar

from django.db import models

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.kinds import Kind


class CodeValue(TrackedModel):
    """Values may be relabelled, added and retired; history shows the label of its time (R1)."""

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code_list = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    attrs = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_added = models.BooleanField(default=False, help_text="Added by the organisation itself.")
    retired_on = models.DateField(null=True, blank=True)

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="codevalue_tracked",
                fixed=("organisation_id", "code_list", "code", "is_added"),
            ),
            RowPolicies(
                name="codevalue_fence",
                read={shape: in_organisation(shape) for shape in ("own", "wide", "partner")},
                add={
                    shape: f"{in_organisation(shape)} AND {holds(Permission.MANAGE_CODE_LISTS)}"
                    for shape in ("own", "wide")
                },
                change={
                    shape: f"{in_organisation(shape)} AND {holds(Permission.MANAGE_CODE_LISTS)}"
                    for shape in ("own", "wide")
                },
            ),
            models.UniqueConstraint(
                fields=["organisation", "code_list", "code"],
                name="code_stands_once_in_its_list",
                violation_error_message="This list has this code already.",
                violation_error_code="code_exists",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation"],
                name="codevalue_additions",
                condition=models.Q(is_added=True),
            ),
        ]
