"""The base of everything learned or done on a case.

A subclass gets its table, history, row security, versions and checks from here; it adds its
fields and says which permission writing it needs (``fence(add=…, change=…)``).
"""

from typing import Any, ClassVar, Self

from django.db import models

from caseload.access import scope
from caseload.access.acting import demand
from caseload.access.permissions import Permission
from caseload.access.row_security import by_case
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.choices import CodeField
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

STANDARD = "standard"


class CaseRecordQuerySet(models.QuerySet["Any"]):
    """The read door: every selector starts here."""

    def visible_to(self, by: Actor) -> Self:
        """Rows that ``by`` may see. Row security answers the same question on its own."""
        return scope.visible_to(self, by)


def fence(
    *,
    add: Permission | None,
    change: Permission | None,
    view: Permission = Permission.VIEW_CASE,
    sensitive: bool = True,
    asked_by_functions: bool = False,
    partner: dict[str, str] | None = None,
) -> list[models.BaseConstraint]:
    """The constraints every CaseRecord carries: history, row security, one case, one organisation."""
    return [
        TrackedRow(
            name="%(class)s_tracked",
            fixed=("case_id", "organisation_id", "recorded_by_id", "recorded_at"),
        ),
        by_case(
            view=view,
            add=add,
            change=change,
            sensitive=sensitive,
            asked_by_functions=asked_by_functions,
            partner=partner,
        ),
        CompositeForeignKey(
            name="%(class)s_stays_in_its_organisation",
            columns=("case_id", "organisation_id"),
            to_table="clients_case",
            to_columns=("id", "organisation_id"),
        ),
    ]


class CaseRecord(TrackedModel):
    """One thing learned or done on one case, by somebody, at a time the database verified.

    What is learned belongs to the case in which it was learned: a new address told by one
    relative is not visible in another relative's case.
    """

    table_kind = Kind.RECORD

    case = models.ForeignKey("clients.Case", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sensitivity = CodeField("record_sensitivity", default=STANDARD)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = CaseRecordQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        abstract = True
        base_manager_name = "objects"
        constraints: ClassVar = fence(add=Permission.RECORD, change=Permission.RECORD)

    def record(self, *, by: Actor) -> Self:
        """Write the first version, by the actor of this unit of work, now.

        Raises:
            ValidationFailed: a field or constraint says no, in words.
        """
        demand(by)
        self.organisation_id = self.case.organisation_id
        self.recorded_by_id = by.user_id
        self.recorded_at = clock.now()
        return self.insert()

    def amend(self, *, by: Actor, seen: int | None, reason: str | None, **changes: Any) -> Self:
        """Write the next version; the earlier words stay in the history.

        Raises:
            StaleVersion: somebody changed it since ``seen``.
            NotFound: it is not there for ``by`` to change.
            ValidationFailed: a field or constraint says no, in words.
        """
        demand(by)
        return self.change(seen=seen, reason=reason, **changes)
