"""People: who they are, and nothing of what was said."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from caseload.access import scope
from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models import Organisation, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.actor import Actor
from caseload.core.choices import CodeField, SensitiveText
from caseload.core.kinds import Kind

NOT_BARRED = "(id IN (SELECT acl.barred_person_ids())) IS NOT TRUE"


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, by: Actor) -> Self:
        """People in whose case ``by`` has a part; nobody else exists."""
        return scope.people_visible_to(self, by)


class Person(TrackedModel):
    """Identity only: it holds no case content, and no word about anybody else.

    Visible to whoever sees a case in which the person is the client. An anonymous person has no
    name, number or address anywhere (BR-09); becoming identified is a dated version.
    """

    table_kind = Kind.PERSON
    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "given_names",
            "family_name",
            "known_as",
            "former_names",
            "pronouns",
            "born_on",
            "died_on",
            "language",
            "communication_needs",
            "access_needs",
        ],
        "client",
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    identity_level = CodeField("client_identity_level")
    given_names = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    known_as = models.CharField(max_length=150, blank=True)
    former_names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_precision = models.CharField(
        max_length=10,
        default="unknown",
        choices=[(p, p) for p in ("day", "month", "year", "unknown")],
    )
    died_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=3, blank=True, help_text="ISO 639-3")
    needs_interpreter = models.BooleanField(default=False)
    communication_needs = ArrayField(CodeField("communication_need"), default=list, blank=True)
    access_needs = SensitiveText(blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    opened_request = models.UUIDField(editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="person_tracked",
                fixed=("organisation_id", "recorded_by_id", "recorded_at", "opened_request"),
            ),
            RowPolicies(
                name="person_fence",
                read={
                    "own": "id = ANY (ARRAY(SELECT acl.visible_person_ids()))",
                    "wide": in_organisation("wide"),
                    "policy": "true",
                },
                add={
                    shape: f"{in_organisation(shape)} AND recorded_by_id = (SELECT ctx.who()) "
                    f"AND opened_request = (SELECT ctx.request()) AND {holds(Permission.OPEN_CASE)}"
                    for shape in ("own", "wide")
                },
                change={
                    "own": "id = ANY (ARRAY(SELECT acl.person_ids_with('record')))",
                    "wide": f"{in_organisation('wide')} AND ({holds(Permission.RECORD)} "
                    "OR id = ANY (ARRAY(SELECT acl.person_ids_with('record'))))",
                },
                bars={"bar": NOT_BARRED},
            ),
            models.CheckConstraint(
                name="anonymous_person_has_no_identity",
                condition=~Q(identity_level="anonymous")
                | Q(
                    given_names="",
                    family_name="",
                    known_as="",
                    former_names=[],
                    born_on__isnull=True,
                ),
                violation_error_message="An anonymous client has no name or date of birth here.",
                violation_error_code="anonymous_has_no_identity",
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="person_in_its_organisation"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_request"], name="person_opened_here"),
        ]

    def display_name(self) -> str:
        """The name the person uses, or what may be said of somebody without one."""
        whole = f"{self.known_as or self.given_names} {self.family_name}".strip()
        return whole or "Anonymous"


class EqualityFactsQuerySet(models.QuerySet["EqualityFacts"]):
    def visible_to(self, by: Actor) -> Self:
        """Of people whose cases ``by`` has by grant; a wide role sees people and not this."""
        if by.is_wide:
            return self.none()
        return scope.people_visible_to(self, by, person="person_id")


class EqualityFacts(TrackedModel):
    """What a person chose to say about themselves for equality monitoring.

    A table of its own, because a service manager sees people and not this.
    """

    table_kind = Kind.PERSON
    personal: ClassVar[dict[str, str]] = dict.fromkeys(
        [
            "ethnicity",
            "sex",
            "gender_identity",
            "sexual_orientation",
            "religion",
            "marital_status",
            "disability_status",
            "impairments",
        ],
        "client",
    )

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ethnicity = CodeField("ethnicity", blank=True)
    sex = CodeField("sex", blank=True)
    gender_identity = CodeField("gender_identity", blank=True)
    sexual_orientation = CodeField("sexual_orientation", blank=True)
    religion = CodeField("religion", blank=True)
    marital_status = CodeField("marital_status", blank=True)
    disability_status = CodeField("disability_status", blank=True)
    impairments = ArrayField(CodeField("impairment_type"), default=list, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = EqualityFactsQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="equalityfacts_tracked",
                fixed=("person_id", "organisation_id", "recorded_by_id", "recorded_at"),
            ),
            RowPolicies(
                name="equalityfacts_fence",
                read={"own": "person_id = ANY (ARRAY(SELECT acl.visible_person_ids()))"},
                add={
                    "own": f"{in_organisation('own')} AND person_id = "
                    "ANY (ARRAY(SELECT acl.person_ids_with('record')))"
                },
                change={"own": "person_id = ANY (ARRAY(SELECT acl.person_ids_with('record')))"},
                bars={"bar": "(person_id IN (SELECT acl.barred_person_ids())) IS NOT TRUE"},
            ),
        ]


def person_facts(person: Person) -> dict[str, Any]:
    """The name pieces that search tokens are made from."""
    return {
        "names": [person.given_names, person.family_name, person.known_as, *person.former_names],
        "born_on": person.born_on,
    }
