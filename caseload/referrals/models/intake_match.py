"""Somebody in an intake may be known already, or known to the worker who reads it (BR-07, §6)."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models import MatchOutcome, MatchState
from caseload.core.actor import Actor
from caseload.core.choices import SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.referrals.fences import CUTS
from caseload.referrals.models.intake import Intake

_LEADS_ONLY = f"{in_organisation('wide')} AND {holds(Permission.MANAGE_SIDES)}"


class MatchQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """The safeguarding lead's alone."""
        if not (by.is_wide and Permission.MANAGE_SIDES in held_by(by.roles)):
            return self.none()
        kept = models.expressions.RawSQL("SELECT acl.barred_intake_ids()", [])
        return self.filter(organisation_id=by.organisation_id).exclude(intake_id__in=kept)


class ConflictQuerySet(models.QuerySet[Any]):
    def visible_to(self, by: Actor) -> Self:
        """Read by the fence and by nobody else."""
        return self.none()


class IntakeMatch(TrackedModel):
    """What was found when somebody's names and numbers were compared with everybody known.

    Written by ``acl.match_intake`` and by nothing else; one row for each time of looking, whatever
    was found, so that nobody learns anything from it. While it is ``held`` the intake is the
    safeguarding lead's alone: somebody in this house is kept from the person it seems to be about.
    """

    table_kind = Kind.QUEUE
    personal: ClassVar[dict[str, str]] = {"note": "client"}
    forgotten: ClassVar[tuple[str, ...]] = ("note", "people", "cases")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    people = ArrayField(models.UUIDField(), default=list)
    cases = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=20, choices=MatchState)
    held = models.BooleanField(default=False)
    released_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=MatchOutcome, blank=True)
    note = SensitiveText(blank=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = MatchQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="intakematch_tracked",
                fixed=(
                    "organisation_id",
                    "intake_id",
                    "people?",
                    "cases?",
                    "held",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="intakematch_fence",
                read={"wide": _LEADS_ONLY, "policy": "true"},
                add={
                    "policy": "organisation_id = (SELECT ctx.organisation()) "
                    "AND recorded_by_id = (SELECT ctx.who())"
                },
                change={"wide": _LEADS_ONLY, "policy": CUTS},
                bars={"bar": "(intake_id IN (SELECT acl.barred_intake_ids())) IS NOT TRUE"},
            ),
            CompositeForeignKey(
                name="intakematch_stays_in_its_organisation",
                columns=("intake_id", "organisation_id"),
                to_table="referrals_intake",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="reviewed_intake_match_says_what_by_whom_and_when",
                condition=~Q(state=MatchState.REVIEWED)
                | (~Q(outcome="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                violation_error_message="A reviewed match needs an outcome.",
                violation_error_code="outcome_needed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["intake"], name="match_of_intake")]


class IntakeConflict(TrackedModel):
    """A worker said "I know this family": the intake is out of their sight from this statement on.

    Becomes an exclusion for every person of the intake who is accepted.
    """

    table_kind = Kind.QUEUE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ConflictQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="intakeconflict_tracked",
                fixed=("organisation_id", "intake_id", "user_id", "recorded_by_id", "recorded_at"),
            ),
            RowPolicies(
                name="intakeconflict_fence",
                read={"policy": "true"},
                add={
                    shape: f"{in_organisation(shape)} AND user_id = (SELECT ctx.who()) "
                    f"AND {holds(Permission.TRIAGE_INTAKE)}"
                    for shape in ("own", "wide")
                },
            ),
            CompositeForeignKey(
                name="intakeconflict_stays_in_its_organisation",
                columns=("intake_id", "organisation_id"),
                to_table="referrals_intake",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(
                fields=["intake", "user"],
                name="conflict_is_declared_once",
                violation_error_message="You have said so already.",
            ),
        ]
