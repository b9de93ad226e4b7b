"""Consents, lawful bases and disclosures of one case; and what an agency was told."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from caseload.accounts.models import PartnerAgency
from caseload.clients.models import Case
from caseload.consents.models import (
    Answer,
    Consent,
    DisclosedCopy,
    Disclosure,
    DisclosureNotice,
    DisclosureReceipt,
    LawfulBasis,
)
from caseload.consents.rules import is_lapsed
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound


def consents_of_case(*, by: Actor, case: Case) -> QuerySet[Consent]:
    rows = Consent.objects.visible_to(by).filter(case=case).select_related("case__client")
    return rows.order_by("-answered_at", "-id")


def bases_of_case(*, by: Actor, case: Case) -> QuerySet[LawfulBasis]:
    return LawfulBasis.objects.visible_to(by).filter(case=case).order_by("-starts_at", "-id")


def disclosures_of_case(*, by: Actor, case: Case) -> QuerySet[Disclosure]:
    return Disclosure.objects.visible_to(by).filter(case=case).order_by("-disclosed_at", "-id")


def copy_of(*, by: Actor, disclosure: Disclosure) -> DisclosedCopy:
    """What was sent, as it was sent."""
    found = DisclosedCopy.objects.visible_to(by).filter(disclosure=disclosure).first()
    if found is None:
        raise NotFound
    return found


def receipts_of(*, by: Actor, disclosure: Disclosure) -> list[DisclosureReceipt]:
    rows = DisclosureReceipt.objects.visible_to(by).filter(disclosure=disclosure)
    return list(rows.order_by("recorded_at", "pk"))


def ended_by(*, by: Actor, consent: Consent) -> list[UUID]:
    """What ended when this answer was taken back."""
    rows = Disclosure.objects.visible_to(by).filter(consent=consent, access_ended_at__isnull=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def still_covered(*, by: Actor, consent: Consent) -> list[UUID]:
    """What another basis goes on to cover, although this answer was taken back."""
    rows = Disclosure.objects.visible_to(by).filter(consent=consent, access_ended_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def status_of(consent: Consent, newer: bool) -> str:  # noqa: FBT001 - one fact
    """The state of today, computed (``consent_status``)."""
    now = clock.now()
    if consent.withdrawn_at is not None and consent.withdrawn_at <= now:
        return "withdrawn"
    if newer:
        return "superseded"
    if consent.answer == Answer.GIVEN:
        over = consent.valid_until is not None and consent.valid_until <= now
        if over or is_lapsed(consent.giver, consent.case.client.born_on, now):
            return "expired"
    return consent.answer


def newer_exists(*, by: Actor, consent: Consent) -> bool:
    """Was the same question answered again since?"""
    rows: Any = Consent.objects.visible_to(by).filter(
        case_id=consent.case_id,
        scope=consent.scope,
        recipient_agency_id=consent.recipient_agency_id,
        recipient_name=consent.recipient_name,
        answered_at__gt=consent.answered_at,
    )
    return bool(rows.exists())


def agency(*, by: Actor, agency_id: UUID) -> PartnerAgency | None:
    """An agency of the caller's organisation."""
    return PartnerAgency.objects.filter(organisation_id=by.organisation_id, pk=agency_id).first()


def my_notices(*, by: Actor) -> QuerySet[DisclosureNotice]:
    """Lines of the ledger about the asking program's agency."""
    return DisclosureNotice.objects.visible_to(by).order_by("-disclosed_at", "-disclosure_id")


def my_notice(*, by: Actor, disclosure_id: UUID) -> DisclosureNotice:
    found = my_notices(by=by).filter(disclosure_id=disclosure_id).first()
    if found is None:
        raise NotFound
    return found


def notice_again(*, by: Actor, notice_id: UUID | None) -> DisclosureNotice:
    """A line that an earlier request answered."""
    found = my_notices(by=by).filter(pk=notice_id).first() if notice_id else None
    if found is None:
        raise NotFound
    return found
