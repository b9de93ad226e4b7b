"""The one gate: whatever leaves the charity asks here, at the moment it leaves (law 4).

Partner reads, webhooks, referrals out, exports, printed copies and mail all ask ``may_disclose``.
The row policies of partners' programs ask the same of the same facts, on their own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from caseload.clients.models import Case
from caseload.consents.models import Disclosure
from caseload.consents.rules import Reason, Recipient, Verdict, decide, is_refused
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ConsentRequired, ConsentWithdrawn, NoLawfulBasis

__all__ = [
    "Disclosed",
    "Known",
    "OnCase",
    "Recipient",
    "Verdict",
    "asked_together",
    "demand",
    "disclosed_together",
    "may_disclose",
    "stands_refused",
    "still_stands",
]

_ENDED = frozenset({Reason.WITHDRAWN, Reason.EXPIRED, Reason.LAPSED_AT_18, Reason.ACCESS_ENDED})
_NO_CONSENT = frozenset({Reason.NOT_ASKED, Reason.REFUSED, Reason.NOT_YET})

_SENTENCES = {
    Reason.NO_AGREEMENT: "There is no agreement in force with this agency.",
    Reason.NOT_COVERED: "The agreement with this agency does not cover this.",
    Reason.NOT_ASKED: "The person has not been asked about this, which counts as no.",
    Reason.REFUSED: "The person has said no to this.",
    Reason.WITHDRAWN: "The person has taken back their agreement to this.",
    Reason.EXPIRED: "The person's agreement to this has run out. Ask again.",
    Reason.NOT_YET: "The person's agreement to this begins later. Wait until then.",
    Reason.LAPSED_AT_18: "A parent agreed to this for a child who is grown now. Ask the person.",
    Reason.ACCESS_ENDED: "Access to this has ended.",
    Reason.NOT_FOUND: "There is nothing here for you.",
}


class Subject(Protocol):
    """What would be told about: it knows where its facts stand, and tells none of its words."""

    def facts(self, recipient: Recipient) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class OnCase:
    """Something of a case, not disclosed yet."""

    case: Case

    def facts(self, recipient: Recipient) -> Mapping[str, Any] | None:
        return _asked(
            "SELECT acl.disclosure_facts(%s::uuid, %s::uuid)", [self.case.pk, recipient.agency_id]
        )


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Something that was disclosed before and is about to be read again."""

    disclosure_id: UUID

    def facts(self, recipient: Recipient) -> Mapping[str, Any] | None:
        return _asked("SELECT acl.disclosed_facts(%s::uuid)", [self.disclosure_id])


@dataclass(frozen=True, slots=True)
class Known:
    """One of several that were asked about together: one query for all of them."""

    known: Mapping[str, Any] | None

    def facts(self, recipient: Recipient) -> Mapping[str, Any] | None:
        return self.known


def disclosed_together(disclosure_ids: Iterable[UUID]) -> dict[UUID, Known]:
    """As ``Disclosed``, of many."""
    return asked_together(
        "SELECT of, acl.disclosed_facts(of) FROM unnest(%s::uuid[]) AS asked (of)", disclosure_ids
    )


def asked_together(statement: str, ids: Iterable[UUID]) -> dict[UUID, Known]:
    """The facts of each of ``ids``, as ``statement`` gives them."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [sorted(set(ids))])
        return {pk: Known(_read(found)) for pk, found in cursor.fetchall()}


def may_disclose(
    *,
    by: Actor,
    recipient: Recipient,
    subject: Subject,
    categories: Iterable[str],
    purpose: str,
    at: datetime | None = None,
) -> Verdict:
    """May this be told to ``recipient`` now? The basis that allows it, or the reason why not.

    Asked again at every preview, sending and later reading: an answer is good for the statement
    it was given in, and for nothing after.
    """
    return decide(
        subject.facts(recipient), recipient, frozenset(categories), purpose, at or clock.now()
    )


def stands_refused(
    *, case: Case, recipient: Recipient, categories: Iterable[str], at: datetime
) -> bool:
    """Does the person's own "no" stand against telling this recipient? Out of every answer of the case."""
    facts = OnCase(case).facts(recipient)
    return facts is None or is_refused(facts, recipient, frozenset(categories), at)


def still_stands(disclosure: Disclosure) -> Verdict:
    """Does what was told still rest on something? For writing down its end, and not for reading it.

    As if no agency were suspended: a suspension stops every reading and may be lifted, while an
    end that was written down stays.
    """
    recipient = Recipient(
        disclosure.recipient_agency_id, disclosure.recipient_name, disclosure.recipient_kind
    )
    facts = Disclosed(disclosure.pk).facts(recipient)
    if facts is not None and facts["agency"] is not None:
        facts = {**facts, "agency": {**facts["agency"], "suspended_at": None}}
    categories = frozenset(disclosure.categories)
    return decide(facts, recipient, categories, disclosure.purpose, clock.now())


def demand(verdict: Verdict) -> Verdict:
    """Let nothing pass that may not be told.

    Raises:
        ConsentRequired: nobody asked, or the person said no.
        ConsentWithdrawn: there was agreement, and it has ended.
        NoLawfulBasis: the agreement between charity and agency does not allow it.
    """
    if verdict.allowed:
        return verdict
    code = verdict.code or Reason.NOT_ASKED
    if code in _NO_CONSENT:
        kind: type[ConsentRequired | ConsentWithdrawn | NoLawfulBasis] = ConsentRequired
    else:
        kind = ConsentWithdrawn if code in _ENDED else NoLawfulBasis
    raise kind(_SENTENCES[code], code=code.value)


def _asked(statement: str, parameters: list[Any]) -> Mapping[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return _read(cursor.fetchone()[0])


def _read(found: Any) -> Mapping[str, Any] | None:
    return json.loads(found) if isinstance(found, str) else found
