"""What clients answered, what was decided without them, and what was told, written by the services."""

from datetime import datetime
from typing import Any

from caseload.clients.models import Case
from caseload.consents.models import Consent, Disclosure, LawfulBasis
from caseload.consents.rules import Recipient
from caseload.consents.services import bases, consents, disclosures
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING


def consent(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Consent:
    """The client agrees to be supported, unless told otherwise."""
    by = fresh(by, at)
    usual = {"scope": "receive_service", "answer": "given", "method": "verbal"}
    with acting(by, at):
        return consents.record_consent(by=by, case=on, **(usual | words))


def refusal(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Consent:
    """The client says no to telling any school anything."""
    return consent(by=by, on=on, at=at, **({"scope": "share_school", "answer": "refused"} | words))


def sharing(*, by: Any, on: Case, to: Any, at: datetime = MORNING, **words: Any) -> Consent:
    """The client agrees that an agency is told something routinely."""
    usual = {
        "scope": "share_named_professional",
        "recipient_agency_id": to.pk,
        "categories": ["identity", "notes"],
    }
    return consent(by=by, on=on, at=at, **(usual | words))


def lawful_basis(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> LawfulBasis:
    """Somebody's life is at risk, and the police are told."""
    by = fresh(by, at)
    usual = {
        "ground": "vital_interests",
        "recipient_name": "Police",
        "categories": ["identity", "risk"],
        "article6": "d_vital_interests",
        "article9": "c_vital_interests",
        "rationale": "He said he would end his life tonight.",
        "danger": "A message that he would end his life",
        "danger_at": at,
    }
    with acting(by, at):
        return bases.record_basis(by=by, case=on, **(usual | words))


def disclosure(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Disclosure:
    """What was told by telephone on that ground."""
    lawful_basis(by=by, on=on, at=at)
    by = fresh(by, at)
    usual = {
        "recipient": Recipient(name="Police", kind="police"),
        "purpose": "safeguarding",
        "categories": ["identity", "risk"],
        "channel": "phone",
        "content": "Rang 999 and said where he is.",
    }
    with acting(by, at):
        return disclosures.tell(by=by, case=on, **(usual | words))
