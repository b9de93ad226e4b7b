"""One row a case, kept by the transaction that writes, so that boards never count contacts."""

from typing import ClassVar

from django.db import models

from caseload.access import scope
from caseload.access.row_security import RowPolicies, in_organisation, not_barred, sees_case
from caseload.accounts.models import Organisation, User
from caseload.clients.models.case import Case, CaseQuerySet
from caseload.core.actor import Actor
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind


class CaseSummaryQuerySet(CaseQuerySet):
    def visible_to(self, by: Actor) -> "CaseSummaryQuerySet":
        return scope.on_visible_cases(self, by)


class CaseSummary(models.Model):
    """How a case stands: rebuilt from its records by a command, and verified against them.

    What depends on now (overdue, quiet) is compared when read and never stored.
    """

    table_kind = Kind.DERIVED
    personal: ClassVar[dict[str, str]] = {}

    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, primary_key=True, related_name="summary"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    last_successful_at = models.DateTimeField(null=True)
    last_attempt_at = models.DateTimeField(null=True)
    attempts_since_success = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)
    next_step_due_on = models.DateField(null=True)
    open_steps = models.PositiveIntegerField(default=0)
    routes = models.PositiveIntegerField(default=0)
    routes_suspended = models.PositiveIntegerField(default=0)

    objects = CaseSummaryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        base_manager_name = "objects"
        constraints: ClassVar = [
            RowPolicies(
                name="casesummary_fence",
                read={"own": sees_case("case_id"), "wide": in_organisation("wide")},
                add={
                    "own": f"{in_organisation('own')} AND {sees_case('case_id')}",
                    "wide": in_organisation("wide"),
                },
                change={"own": sees_case("case_id"), "wide": in_organisation("wide")},
                bars={"bar": not_barred("case_id")},
            ),
            CompositeForeignKey(
                name="casesummary_stays_in_its_organisation",
                columns=("case_id", "organisation_id"),
                to_table="clients_case",
                to_columns=("id", "organisation_id"),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["lead"], name="summary_of_lead")]

    def __str__(self) -> str:
        return f"summary of case {self.case_id}"
