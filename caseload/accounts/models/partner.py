"""Agencies that refer people to the charity or receive them, and the programs they do it with."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, in_organisation
from caseload.accounts.models.organisation import Organisation
from caseload.accounts.models.user import User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.core.sharing import AgencyKind, DataCategory, Purpose

_SHAPES = ("own", "wide")
# No wide role may be held together with the administrator's.
_MANAGED = {"own": f"{in_organisation('own')} AND {holds(Permission.MANAGE_AGENCIES)}"}
_STAFF = {
    shape: f"{in_organisation(shape)} AND {holds(Permission.VIEW_AGENCIES)}" for shape in _SHAPES
}
_ASKED = {"app": "true", "policy": "true"}


def _fence(name: str, *, partner: str | None, readers: dict[str, str] = _STAFF) -> RowPolicies:
    """``partner`` names the column that must be the agency of the program that asks."""
    theirs = {"partner": f"{partner} = (SELECT acl.my_agency())"} if partner else {}
    return RowPolicies(
        name=f"{name}_fence", read=readers | theirs | _ASKED, add=_MANAGED, change=_MANAGED
    )


class PartnerAgency(TrackedModel):
    """A police force, a council, a trust or another charity that families are passed from or to."""

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=AgencyKind)
    code = models.CharField(
        max_length=20, blank=True, help_text="Its ODS, force or council code, if it has one."
    )
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=200, blank=True)

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(name="partneragency_tracked", fixed=("organisation_id",)),
            _fence("partneragency", partner="id"),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="agency_name_is_unique_in_its_organisation",
                violation_error_message="There is an agency of this name already.",
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="agency_in_its_organisation"
            ),
            models.CheckConstraint(
                name="suspended_agency_says_why",
                condition=Q(suspended_at__isnull=True) | ~Q(suspended_reason=""),
                violation_error_message="Say why the agency is suspended.",
                violation_error_code="reason_needed",
            ),
        ]


def _of_its_agency(name: str) -> CompositeForeignKey:
    return CompositeForeignKey(
        name=f"{name}_in_the_organisation_of_its_agency",
        columns=("agency_id", "organisation_id"),
        to_table="accounts_partneragency",
        to_columns=("id", "organisation_id"),
    )


class SharingAgreement(TrackedModel):
    """What charity and agency have signed: why, what kinds of data, until when.

    Without one that is in force nothing passes in either direction, whatever a person agreed.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    purposes = ArrayField(models.CharField(max_length=20, choices=Purpose))
    categories = ArrayField(
        models.CharField(max_length=20, choices=DataCategory), default=list, blank=True
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="sharingagreement_tracked",
                fixed=("organisation_id", "agency_id", "purposes", "categories", "starts_at"),
            ),
            _fence("sharingagreement", partner="agency_id"),
            _of_its_agency("agreement"),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=Q(ends_at__gte=F("starts_at")),
                violation_error_message="An agreement has to end after it starts.",
                violation_error_code="ends_before_it_starts",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "ends_at"], name="agreement_of_agency")]


class PartnerClient(TrackedModel):
    """One program of one agency, and the ServicePrincipal it acts as.

    Grants, history and row security need a subject, which an OAuth client alone is not: ``user``
    is that subject, and nobody signs in as it. The toolkit's own Application row is made from
    this one when the program first asks for a token.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="clients")
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="partner_client")
    name = models.CharField(max_length=120)
    client_id = models.CharField(max_length=100, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    is_test = models.BooleanField(default=False)
    allowed_addresses = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    requests_per_minute = models.PositiveIntegerField(default=120)
    requests_per_day = models.PositiveIntegerField(default=10_000)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_reason = models.CharField(max_length=200, blank=True)

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="partnerclient_tracked",
                fixed=("organisation_id", "agency_id", "user_id", "client_id", "is_test"),
            ),
            _fence("partnerclient", partner="agency_id"),
            _of_its_agency("client"),
            models.CheckConstraint(
                name="suspended_client_says_why",
                condition=Q(suspended_at__isnull=True) | ~Q(suspended_reason=""),
                violation_error_message="Say why the program is suspended.",
                violation_error_code="reason_needed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency"], name="client_of_agency")]


class ClientSecret(TrackedModel):
    """One secret of a program, as a hash; two may live at once, so that it can be changed.

    The secret is 256 random bits, shown once: a fast hash of it cannot be guessed back.
    """

    table_kind = Kind.REFERENCE

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(PartnerClient, on_delete=models.PROTECT, related_name="secrets")
    hashed = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(TrackedModel.Meta):
        constraints: ClassVar = [
            TrackedRow(
                name="clientsecret_tracked",
                fixed=("organisation_id", "client_id", "hashed", "starts_at"),
            ),
            _fence("clientsecret", partner=None, readers=_MANAGED),
        ]
        indexes: ClassVar = [models.Index(fields=["client", "ends_at"], name="secret_of_client")]
