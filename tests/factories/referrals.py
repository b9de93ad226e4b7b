"""Referrals out with the agreement they rest on, written by the services."""

from datetime import datetime
from typing import Any

from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.consents import ledger
from caseload.consents.models import AccessEnd, Consent, Disclosure
from caseload.core import clock
from caseload.core.sharing import DataCategory
from caseload.referrals.models import Referral, ReferralMessage
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.services import referral_messages, referrals_out
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

EVERYTHING = [category.value for category in DataCategory]
ALL_SECTIONS = ["communication", "household", "identity", "needs", "safe_contact"]


def agreement(
    *, by: Any, on: Case, to: Any, at: datetime = MORNING, categories: Any = None, **words: Any
) -> Consent:
    """The client agrees to be referred to an agency, or to a named service."""
    by = fresh(by, at)
    whom = {"recipient_name": to} if isinstance(to, str) else {"recipient_agency": to}
    with acting(by, at):
        return Consent(
            case=on,
            scope="refer_onward",
            **whom,
            **{
                "categories": EVERYTHING if categories is None else categories,
                "answer": "given",
                "method": "verbal",
                "answered_at": at,
                "valid_from": at,
                **words,
            },
        ).record(by=by)


def withdraw(*, by: Any, consent: Consent, at: datetime = MORNING) -> None:
    """The client takes it back: what was disclosed on it ends in the same transaction."""
    by = fresh(by, at)
    with acting(by, at):
        summaries.lock(consent.case_id)
        now = clock.now()
        consent.amend(by=by, seen=None, reason="said so", withdrawn_at=now)
        told = Disclosure.objects.visible_to(by).filter(consent=consent, access_ended_at=None)
        for disclosure in told:
            ledger.end_access(by=by, disclosure=disclosure, reason=AccessEnd.WITHDRAWN)


def referral(
    *, by: Any, on: Case, to: Any = "The Corner Practice", at: datetime = MORNING, **words: Any
) -> Referral:
    """A draft."""
    by = fresh(by, at)
    whom = {"recipient_name": to} if isinstance(to, str) else {"recipient_agency_id": to.pk}
    usual = {
        "destination_type": "counselling",
        "reason": "Somebody to talk to in the evenings",
        "sections": ALL_SECTIONS,
    }
    with acting(by, at):
        return referrals_out.draft_referral(by=by, case=on, **whom, **(usual | words))


def sent_referral(
    *, by: Any, on: Case, to: Any, at: datetime = MORNING, channel: str = "", **words: Any
) -> Referral:
    """Sent on the client's agreement."""
    agreement(by=by, on=on, to=to, at=at)
    made = referral(by=by, on=on, to=to, at=at, **words)
    return send(by=by, made=made, at=at, channel=channel)


def send(*, by: Any, made: Referral, at: datetime = MORNING, channel: str = "") -> Referral:
    by = fresh(by, at)
    with acting(by, at):
        shown = look_ahead(by=by, referral=made)
        return referrals_out.send_referral(
            by=by,
            referral=made,
            seen=made.version,
            content_hash=shown.content_hash,
            channel=channel,
        )


def referral_message(
    *, by: Any, about: Referral, at: datetime = MORNING, body: str = "A word more"
) -> ReferralMessage:
    by = fresh(by, at)
    with acting(by, at):
        return referral_messages.send_referral_message(by=by, referral=about, body=body)
