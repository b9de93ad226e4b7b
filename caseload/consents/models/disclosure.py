"""The ledger of everything that left, and the copies of it as they left (law 4, BR-44)."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from caseload.access.permissions import Permission
from caseload.access.row_security import RowPolicies, holds, holds_any, in_organisation
from caseload.accounts.models import Organisation, PartnerAgency, User
from caseload.audit.history import TrackedRow
from caseload.audit.records import TrackedModel
from caseload.clients.records import CaseRecord, fence
from caseload.consents.models.basis import LawfulBasis
from caseload.consents.models.consent import Consent
from caseload.core.actor import Actor
from caseload.core.choices import CodeField
from caseload.core.constraints import CompositeForeignKey
from caseload.core.kinds import Kind
from caseload.core.sharing import AgencyKind, DataCategory, Purpose

_BY_DISCLOSURE = {
    "own": "disclosure_id = ANY (ARRAY(SELECT acl.visible_disclosure_ids()))",
    "wide": in_organisation("wide"),
}
_WRITES = {
    "own": f"{in_organisation('own')} "
    "AND disclosure_id = ANY (ARRAY(SELECT acl.visible_disclosure_ids()))",
    "wide": in_organisation("wide"),
}
_BAR = {"bar": "(disclosure_id IN (SELECT acl.barred_disclosure_ids())) IS NOT TRUE"}


_READS_COPIES = frozenset({Permission.RECEIVE_REFERRALS, Permission.RESPOND_TO_REFERRALS})


class AccessEnd(models.TextChoices):
    """Why a recipient may not read any more."""

    WITHDRAWN = "withdrawn", "The person withdrew their agreement"
    BASIS_ENDED = "basis_ended", "The basis ended"
    EXPIRED = "expired", "It was for a time that is over"
    RECALLED = "recalled", "We called it back"
    AGREEMENT_ENDED = "agreement_ended", "The agreement with the agency ended"


class Disclosure(CaseRecord):
    """One thing told to somebody outside: what kinds of data, to whom, why, on which basis.

    Never changed but to say that access ended or that it was called back: what was sent was sent.
    """

    personal: ClassVar[dict[str, str]] = {"recipient_name": "client", "end_note": "client"}

    recipient_agency = models.ForeignKey(
        PartnerAgency, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_name = models.CharField(max_length=200, blank=True)
    recipient_kind = models.CharField(
        max_length=20, choices=AgencyKind, blank=True, help_text="What a recipient is who is named."
    )
    purpose = models.CharField(max_length=20, choices=Purpose)
    categories = ArrayField(models.CharField(max_length=20, choices=DataCategory))
    ground = CodeField("disclosure_ground")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="+")
    lawful_basis = models.ForeignKey(
        LawfulBasis, null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(
        max_length=20,
        choices=[
            (c, c)
            for c in (
                "partner_api",
                "secure_email",
                "email",
                "post",
                "phone",
                "in_person",
                "export",
            )
        ],
    )
    source_kind = models.CharField(max_length=20, blank=True, help_text="referral, intake, …")
    source_id = models.UUIDField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    disclosed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    access_ended_at = models.DateTimeField(null=True, blank=True)
    access_ended_reason = models.CharField(max_length=20, blank=True, choices=AccessEnd)
    end_note = models.CharField(max_length=200, blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(CaseRecord.Meta):
        constraints: ClassVar = [
            *fence(
                add=Permission.DISCLOSE,
                change=Permission.DISCLOSE,
                sensitive=False,
                asked_by_functions=True,
            ),
            CompositeForeignKey(
                name="disclosure_recipient_in_its_organisation",
                columns=("recipient_agency_id", "organisation_id"),
                to_table="accounts_partneragency",
                to_columns=("id", "organisation_id"),
            ),
            models.UniqueConstraint(
                fields=["id", "organisation"], name="disclosure_in_its_organisation"
            ),
            models.CheckConstraint(
                name="disclosure_names_one_recipient",
                condition=Q(recipient_agency__isnull=False, recipient_name="")
                | (Q(recipient_agency__isnull=True) & ~Q(recipient_name="")),
                violation_error_message="Name the agency, or whoever else was told.",
                violation_error_code="recipient_needed",
            ),
            models.CheckConstraint(
                name="disclosure_rests_on_something",
                condition=Q(consent__isnull=False) | Q(lawful_basis__isnull=False),
                violation_error_message="Nothing leaves without a basis.",
                violation_error_code="no_basis",
            ),
            models.CheckConstraint(
                name="ended_access_says_why",
                condition=Q(access_ended_at__isnull=True, access_ended_reason="")
                | (Q(access_ended_at__isnull=False) & ~Q(access_ended_reason="")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "-disclosed_at"], name="disclosure_of_case"),
            models.Index(fields=["recipient_agency"], name="disclosure_to_agency"),
            models.Index(fields=["consent"], name="disclosure_on_consent"),
            models.Index(fields=["source_id"], name="disclosure_of_source"),
        ]


class OfDisclosureQuerySet(models.QuerySet[Any]):
    """What hangs on a disclosure: for who sees its case, and for the agency that received it.

    Of a copy the agency sees what row security leaves it at this statement: the basis is asked
    again there, and by the gate.
    """

    def visible_to(self, by: Actor) -> Self:
        if by.is_partner:
            return self.filter(disclosure_id__in=RawSQL("SELECT acl.my_disclosure_ids()", []))
        seen = Disclosure.objects.visible_to(by)
        return self.filter(disclosure_id__in=seen.values("pk"))


class DisclosedCopy(TrackedModel):
    """What was sent, as it was sent: never changed, and readable by its recipient while it may be.

    Carries no case and no person's id, because a partner's program reads it. Row security asks for
    the basis again at each reading, on its own.
    """

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"content": "client"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="copy")
    content = models.JSONField()

    objects = OfDisclosureQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="disclosedcopy_tracked",
                fixed=("organisation_id", "disclosure_id", "content"),
            ),
            RowPolicies(
                name="disclosedcopy_fence",
                read={
                    **_BY_DISCLOSURE,
                    "partner": "disclosure_id = ANY (ARRAY(SELECT acl.readable_disclosure_ids())) "
                    f"AND {holds_any(_READS_COPIES)}",
                },
                add=_WRITES,
                bars=_BAR,
            ),
            CompositeForeignKey(
                name="copy_in_the_organisation_of_its_disclosure",
                columns=("disclosure_id", "organisation_id"),
                to_table="consents_disclosure",
                to_columns=("id", "organisation_id"),
            ),
        ]


class NoticeStatus(models.TextChoices):
    LIVE = "live", "You may read it"
    ENDED = "ended", "Stop using it"
    RECALLED = "recalled", "Stop using it and destroy it"


class DisclosureNotice(TrackedModel):
    """The line of the ledger that the receiving agency sees: its duty, and nobody's data.

    Stays when access has ended, so that the agency knows what it must stop using.
    """

    table_kind = Kind.RECORD

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="notice")
    source_kind = models.CharField(max_length=20, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=NoticeStatus, default=NoticeStatus.LIVE)
    disclosed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    acknowledge_by = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = OfDisclosureQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="disclosurenotice_tracked",
                fixed=("organisation_id", "agency_id", "disclosure_id", "disclosed_at"),
            ),
            RowPolicies(
                name="disclosurenotice_fence",
                read={
                    **_BY_DISCLOSURE,
                    "partner": "agency_id = (SELECT acl.my_agency()) "
                    f"AND {holds(Permission.READ_OWN_DISCLOSURES)}",
                },
                add=_WRITES,
                change=_WRITES,
                bars=_BAR,
            ),
            CompositeForeignKey(
                name="notice_in_the_organisation_of_its_disclosure",
                columns=("disclosure_id", "organisation_id"),
                to_table="consents_disclosure",
                to_columns=("id", "organisation_id"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-disclosed_at", "-id"], name="notice_of_agency"),
        ]


class DisclosureReceipt(TrackedModel):
    """One reading of a copy by its recipient: when, by which program, and for whom it said it asked."""

    table_kind = Kind.RECORD
    personal: ClassVar[dict[str, str]] = {"on_behalf": "worker"}

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(PartnerAgency, on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="receipts")
    on_behalf = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfDisclosureQuerySet.as_manager()

    class Meta(TrackedModel.Meta):
        base_manager_name = "objects"
        constraints: ClassVar = [
            TrackedRow(
                name="disclosurereceipt_tracked",
                fixed=(
                    "organisation_id",
                    "agency_id",
                    "disclosure_id",
                    "on_behalf",
                    "recorded_by_id",
                    "recorded_at",
                ),
            ),
            RowPolicies(
                name="disclosurereceipt_fence",
                read=_BY_DISCLOSURE,
                add={
                    "partner": f"{in_organisation('partner')} "
                    "AND agency_id = (SELECT acl.my_agency()) "
                    "AND disclosure_id = ANY (ARRAY(SELECT acl.readable_disclosure_ids()))"
                },
                bars=_BAR,
            ),
            CompositeForeignKey(
                name="receipt_in_the_organisation_of_its_disclosure",
                columns=("disclosure_id", "organisation_id"),
                to_table="consents_disclosure",
                to_columns=("id", "organisation_id"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["disclosure", "recorded_at"], name="receipt_of_disclosure"),
        ]
