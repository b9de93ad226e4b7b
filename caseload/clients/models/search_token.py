"""Keyed hashes by which a person can be found, and nothing can be read."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation
from caseload.clients.models.case import Case
from caseload.clients.models.person import Person
from caseload.core.actor import Actor
from caseload.core.kinds import Kind

_MINE = (
    "person_id = ANY (ARRAY(SELECT acl.visible_person_ids())) AND "
    "(case_id IS NULL OR case_id = ANY (ARRAY(SELECT acl.visible_case_ids())))"
)


class SearchTokenQuerySet(models.QuerySet["SearchToken"]):
    def visible_to(self, by: Actor) -> Self:
        """Tokens of visible people; one that was told in a case, only with sight of that case."""
        seen = scope.cases_visible_to(Case._base_manager.all(), by)
        tokens = scope.people_visible_to(self, by, person="person_id")
        return tokens.filter(Q(case_id__isnull=True) | Q(case_id__in=seen.values("pk")))


class SearchToken(models.Model):
    """One piece of one person's name, sound, phone, e-mail, postcode or birthday.

    Compared by equality only: under row security LIKE and trigram operators lose their index,
    because they are not leakproof (access-and-audit.md §4.2). Tokens that come from a case
    (a phone number told there) carry it, and are found only by whoever sees that case.
    """

    table_kind = Kind.PLUMBING

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    source_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    token = models.BigIntegerField()
    is_live = models.BooleanField(default=True)

    objects = SearchTokenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        base_manager_name = "objects"
        constraints: ClassVar = [
            RowPolicies(
                name="searchtoken_fence",
                read={
                    "own": _MINE,
                    "wide": in_organisation("wide"),
                    "policy": "true",
                },
                add={
                    "own": f"{in_organisation('own')} AND {_MINE}",
                    "wide": f"{in_organisation('wide')} AND "
                    f"({holds(Permission.OPEN_CASE)} OR {holds(Permission.RECORD)})",
                },
                change={
                    "own": _MINE,
                    "wide": f"{in_organisation('wide')} AND "
                    f"({holds(Permission.OPEN_CASE)} OR {holds(Permission.RECORD)})",
                },
                bars={
                    "bar": "(person_id IN (SELECT acl.barred_person_ids())) IS NOT TRUE",
                    "case_bar": "(case_id IN (SELECT acl.barred_case_ids())) IS NOT TRUE",
                },
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["token", "kind"], name="searchtoken_by_token"),
            models.Index(fields=["person"], name="searchtoken_of_person"),
            models.Index(fields=["source_id"], name="searchtoken_of_source"),
        ]

    def __str__(self) -> str:
        return f"search token {self.id}"
