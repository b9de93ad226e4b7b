"""Unfinished notes."""

from typing import ClassVar, Self

from django.db import models

from caseload.access import scope
from caseload.access.row_security import RowPolicies, in_organisation, not_barred, sees_case
from caseload.accounts.models import Organisation, User
from caseload.clients.models import Case
from caseload.core.actor import Actor
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind

LIFE_DAYS = 14

_IS_PAST_ITS_LIFE = f"saved_at <= (SELECT ctx.now()) - interval '{LIFE_DAYS} days'"


class DraftEnding(models.TextChoices):
    """What became of an unfinished note."""

    FILED = "filed", "Filed as a contact"
    DISCARDED = "discarded", "Thrown away by its author"
    EXPIRED = "expired", "Blanked after 14 days"


class ContactDraftQuerySet(models.QuerySet["ContactDraft"]):
    def visible_to(self, by: Actor) -> Self:
        """The author's own, and only while the author sees the case."""
        return scope.on_visible_cases(self.filter(author_id=by.user_id), by)


class ContactDraft(models.Model):
    """What a worker has typed and not yet filed: a working paper without history, for 14 days.

    Its id is made by the form, so that a first save sent twice is one draft (ux.md 2.4).
    """

    table_kind = Kind.DRAFT
    personal: ClassVar[dict[str, str]] = {"body": "client"}

    id = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=DraftEnding, blank=True)
    became = models.UUIDField(null=True, blank=True)

    objects = ContactDraftQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        base_manager_name = "objects"
        constraints: ClassVar = [
            RowPolicies(
                name="contactdraft_fence",
                read={
                    "own": f"author_id = (SELECT ctx.who()) AND {sees_case('case_id')}",
                    "wide": f"author_id = (SELECT ctx.who()) AND {in_organisation('wide')}",
                    # What acl.expire_drafts may blank; no person and no job reads it.
                    "policy": _IS_PAST_ITS_LIFE,
                },
                add={
                    "own": f"author_id = (SELECT ctx.who()) AND {in_organisation('own')} "
                    f"AND {sees_case('case_id')}",
                    "wide": f"author_id = (SELECT ctx.who()) AND {in_organisation('wide')}",
                },
                change={
                    "own": f"author_id = (SELECT ctx.who()) AND {sees_case('case_id')}",
                    "wide": f"author_id = (SELECT ctx.who()) AND {in_organisation('wide')}",
                    "policy": f"{_IS_PAST_ITS_LIFE} "
                    "AND (ended_at IS NULL OR (ending = 'expired' AND body = '{}'::jsonb))",
                },
                bars={"bar": not_barred("case_id")},
            ),
            CompositeForeignKey(
                name="contactdraft_stays_in_its_organisation",
                columns=("case_id", "organisation_id"),
                to_table="clients_case",
                to_columns=("id", "organisation_id"),
            ),
            models.CheckConstraint(
                name="ended_draft_says_how_and_keeps_no_words",
                condition=models.Q(ended_at__isnull=True, ending="")
                | (models.Q(ended_at__isnull=False, body={}) & ~models.Q(ending="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["author", "-saved_at"], name="draft_of_author"),
            models.Index(
                fields=["saved_at"], name="draft_unfinished", condition=models.Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"contact draft {self.id}"
