"""Consents, lawful bases and disclosures of one case; and what an agency was told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from caseload.accounts.models import PartnerAgency
from caseload.clients.models import Case
from caseload.clients.states import CaseState
from caseload.consents.models import (
    AccessEnd,
    Answer,
    Consent,
    DisclosedCopy,
    Disclosure,
    DisclosureNotice,
    DisclosureReceipt,
    LawfulBasis,
)
from caseload.consents.rules import PARENTAL_GIVERS, is_lapsed
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import NotFound

_QUESTION: Final = ("case_id", "scope", "recipient_agency_id", "recipient_name")


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


def ended_by(*, by: Actor, rows: Iterable[Consent]) -> dict[UUID, list[UUID]]:
    """What ended by taking each answer back: in the same transaction, and for no other reason.

    Also what rested on another answer: a stricter one beats a broader one. What had run out or was
    called back before is not among it, and says its own reason.
    """
    consents = {consent.pk: consent for consent in rows if consent.withdrawn_at is not None}
    versions = Consent.history.filter(id__in=consents, withdrawn_at__isnull=False)
    taken_back: dict[UUID, datetime] = {}
    for consent_id, at in versions.order_by("version").values_list("id", "history_date"):
        taken_back.setdefault(consent_id, at)
    ended = Disclosure.objects.visible_to(by).filter(
        case_id__in={consent.case_id for consent in consents.values()},
        access_ended_reason=AccessEnd.WITHDRAWN,
        access_ended_at__in=set(taken_back.values()),
    )
    lines = list(ended.order_by("pk").values_list("pk", "case_id", "access_ended_at"))
    return {
        consent_id: [
            pk
            for pk, case_id, ended_at in lines
            if case_id == consents[consent_id].case_id and ended_at == at
        ]
        for consent_id, at in taken_back.items()
    }


def still_covered(*, by: Actor, rows: Iterable[Consent]) -> dict[UUID, list[UUID]]:
    """What another basis goes on to cover, although these answers were taken back."""
    taken_back = [consent.pk for consent in rows if consent.withdrawn_at is not None]
    live = Disclosure.objects.visible_to(by).filter(consent__in=taken_back, access_ended_at=None)
    found: dict[UUID, list[UUID]] = {}
    for pk, consent_id in live.order_by("pk").values_list("pk", "consent_id"):
        found.setdefault(consent_id, []).append(pk)
    return found


def status_of(consent: Consent, *, newer: bool) -> str:
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


def answered_again(*, by: Actor, rows: Iterable[Consent]) -> frozenset[UUID]:
    """Of these answers, those whose question was answered again since."""
    consents = list(rows)
    newest: dict[tuple[Any, ...], datetime] = {}
    told = Consent.objects.visible_to(by).filter(case_id__in={each.case_id for each in consents})
    for *question, answered_at in told.values_list(*_QUESTION, "answered_at"):
        key = tuple(question)
        newest[key] = max(newest.get(key, answered_at), answered_at)
    return frozenset(
        each.pk
        for each in consents
        if newest.get(tuple(getattr(each, name) for name in _QUESTION), each.answered_at)
        > each.answered_at
    )


def cases_read_from_outside(*, by: Actor) -> QuerySet[Case]:
    """Cases of which somebody outside may still read something here, or has an open referral."""
    read = Q(channel="partner_api") | Q(source_kind="referral")
    live = Disclosure.objects.visible_to(by).filter(read, access_ended_at=None)
    return Case.objects.visible_to(by).filter(pk__in=live.values("case_id")).order_by("pk")


def given_and_open(*, by: Actor) -> QuerySet[Consent]:
    """Agreements that nobody took back, in cases where somebody still works."""
    rows = Consent.objects.visible_to(by).filter(answer=Answer.GIVEN, withdrawn_at=None)
    return (
        rows.filter(Q(valid_until__isnull=False) | Q(giver__in=PARENTAL_GIVERS))
        .exclude(case__state=CaseState.CLOSED)
        .select_related("case__client")
        .order_by("case_id", "pk")
    )


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
