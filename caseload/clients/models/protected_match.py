"""Somebody registered may be known already, where whoever registered them may not see."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation, not_barred
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.models.case import Case
from caseload.clients.models.person import Person
from caseload.core.choices import SensitiveText
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

_LEADS_ONLY = f"{in_organisation('wide')} AND {holds(Permission.MANAGE_SIDES)}"


class MatchState(models.TextChoices):
    NONE = "none", "Nothing found"
    OPEN = "open", "Waits for the safeguarding lead"
    REVIEWED = "reviewed", "Reviewed"


class MatchOutcome(models.TextChoices):
    SAME_PERSON = "same_person", "The same person"
    SAME_FAMILY = "same_family", "The same family"
    UNRELATED = "unrelated", "Nothing to do with each other"


class ProtectedMatch(TrackedModel):
    """What was found when somebody was registered, for the safeguarding lead alone (BR-07).

    One row for each time of looking, whatever was found, so that neither the answer nor its time
    tells the registrar anything. Written by ``acl.look_for_hidden_match`` and by nothing else: the
    registrar holds no right on this table, not even to add to it.
    """

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"note": "client"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=MatchState)
    outcome = models.CharField(max_length=20, choices=MatchOutcome, blank=True)
    note = SensitiveText(blank=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="protectedmatch_tracked",
                fixed=(
                    "organisation_id",
                    "person_id",
                    "case_id",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="protectedmatch_fence",
                read={"wide": _LEADS_ONLY},
                add={
                    "policy": "organisation_id = (SELECT ctx.organisation()) "
                    "AND recorded_by_id = (SELECT ctx.who())"
                },
                change={"wide": _LEADS_ONLY},
                bars={
                    "bar": not_barred("case_id"),
                    "person_bar": "(person_id IN (SELECT acl.barred_person_ids())) IS NOT TRUE",
                },
            ),
            CompositeForeignKey(
                name="protectedmatch_stays_in_its_organisation",
                columns=("case_id", "organisation_id"),
                to_table="clients_case",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="match_without_a_case_is_none",
                condition=Q(case__isnull=True, state=MatchState.NONE)
                | (Q(case__isnull=False) & ~Q(state=MatchState.NONE)),
            ),
            models.CheckConstraint(
                name="reviewed_match_says_what_by_whom_and_when",
                condition=~Q(state=MatchState.REVIEWED)
                | (~Q(outcome="") & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)),
                violation_error_message="A reviewed match needs an outcome.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "-recorded_at", "-id"],
                name="match_open",
                condition=Q(state="open"),
            ),
        ]
