"""Whether something may be told to somebody: the rule, as a pure function (law 4, BR-40 to BR-50).

PostgreSQL decides the same from the same facts (``acl.may_disclose``), for the reads of partners'
programs. Here the answer comes with a reason that staff may read; partners never see one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from caseload.core.sharing import AgencyKind, DataCategory, Purpose
from caseload.core.uk_time import same_day, uk_date

PARENTAL_GIVERS = frozenset({"parent_pr", "local_authority_pr"})
WITHOUT_AGREEMENT = frozenset({Purpose.SAFEGUARDING, Purpose.LEGAL_REQUEST})
"""Protecting somebody, or obeying an order, waits for no agreement between two bodies."""

_SHARING_SCOPE = {
    AgencyKind.POLICE: "share_police",
    AgencyKind.CHILDRENS_SERVICES: "share_childrens_services",
    AgencyKind.NHS: "share_gp_nhs",
    AgencyKind.SCHOOL: "share_school",
}
_SHARES = frozenset({Purpose.REFERRAL_OUT, Purpose.ROUTINE_SHARING})
_ANSWERS = frozenset({"given", "refused"})
_STATUS_ONLY = frozenset({DataCategory.STATUS.value})


class Reason(StrEnum):
    """Why something may not be told; stable words for staff, tests and the refusal record."""

    NO_AGREEMENT = "no_agreement"
    NOT_COVERED = "not_covered_by_agreement"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NOT_YET = "not_yet_valid"
    LAPSED_AT_18 = "lapsed_at_18"
    ACCESS_ENDED = "access_ended"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom it would be told: an agency of ours, or somebody named, with what they are.

    A name alone is not enough: who said no to telling the police said no to any officer.
    """

    agency_id: UUID | None = None
    name: str = ""
    kind: str = ""

    def is_named_in(self, row: Mapping[str, Any]) -> bool:
        """Is the answer or decision about this very recipient?"""
        if self.agency_id is not None:
            return str(row["agency_id"]) == str(self.agency_id)
        named = str(row["recipient_name"]).strip().casefold()
        return bool(named) and named == self.name.strip().casefold()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes, with the basis that allows it, or no with the reason."""

    allowed: bool
    code: Reason | None = None
    ground: str = ""
    consent_id: UUID | None = None
    lawful_basis_id: UUID | None = None


def refused(code: Reason) -> Verdict:
    return Verdict(allowed=False, code=code)


def decide(
    facts: Mapping[str, Any] | None,
    recipient: Recipient,
    categories: frozenset[str],
    purpose: str,
    at: datetime,
) -> Verdict:
    """The basis on which this may be told to this recipient at this moment, or why not.

    A lawful basis comes first: a refusal never blocks what protects a child (BR-43). Then the
    person's own answers, of which the stricter beats the broader.
    """
    if facts is None:
        return refused(Reason.NOT_FOUND)
    if _is_past(facts.get("access_ended_at"), at) or _is_past(facts.get("expires_at"), at):
        return refused(Reason.ACCESS_ENDED)
    if not categories:
        # What names no kind of data would be part of every basis.
        return refused(Reason.NOT_COVERED)
    lacking = _agreement_lacks(facts["agency"], recipient, categories, purpose, at)
    if lacking is not None:
        return refused(lacking)
    for basis in facts["bases"]:
        if _is_live_basis(basis, recipient, categories, at):
            return Verdict(allowed=True, ground=basis["ground"], lawful_basis_id=UUID(basis["id"]))
    return _by_consent(facts, recipient, categories, purpose, at)


def scopes_asked(kind: str | None, purpose: str, categories: frozenset[str]) -> tuple[str, ...]:
    """The scope that allows it first, then those in which a "no" forbids it as well."""
    sharing = _sharing_scope(kind)
    if purpose == Purpose.REFERRAL_OUT:
        return ("refer_onward", sharing)
    if purpose == Purpose.REFERRAL_FEEDBACK:
        if categories <= _STATUS_ONLY:
            return ("feedback_to_referrer_status",)
        return ("feedback_to_referrer_progress", "feedback_to_referrer_status")
    if purpose == Purpose.ROUTINE_SHARING:
        return (sharing,)
    return ()


def is_refused(
    facts: Mapping[str, Any], recipient: Recipient, categories: frozenset[str], at: datetime
) -> bool:
    """Does a "no" of the person's stand against telling this recipient, for whatever purpose?

    Then nothing but two named people or danger to life tells it all the same (features.md 3.3).
    """
    if facts["agency"]:
        kinds = [facts["agency"]["kind"]]
    else:
        kinds = [None, *([recipient.kind] if recipient.kind else AgencyKind.values)]
    scopes = {
        scope
        for each in kinds
        for purpose in (Purpose.REFERRAL_OUT, Purpose.REFERRAL_FEEDBACK, Purpose.ROUTINE_SHARING)
        for scope in scopes_asked(each, purpose, categories)
    }
    told = _told(facts, recipient, scopes, at)
    return any(_denies(row, told, categories, at) for row in told)


def adult_on(born_on: date) -> date:
    """The day somebody is 18; who was born on 29 February is so on 1 March."""
    return same_day(born_on, born_on.year + 18)


def is_lapsed(giver: str, born_on: date | None, at: datetime) -> bool:
    """A parent's answer ends when the child is grown (BR-50)."""
    return giver in PARENTAL_GIVERS and born_on is not None and adult_on(born_on) <= uk_date(at)


def _agreement_lacks(
    agency: Mapping[str, Any] | None,
    recipient: Recipient,
    categories: frozenset[str],
    purpose: str,
    at: datetime,
) -> Reason | None:
    if recipient.agency_id is None or purpose in WITHOUT_AGREEMENT:
        return None
    if agency is None or _is_past(agency["suspended_at"], at):
        return Reason.NO_AGREEMENT
    live = [each for each in agency["agreements"] if _is_live(each, at)]
    if not live:
        return Reason.NO_AGREEMENT
    if any(
        purpose in each["purposes"] and categories <= {*each["categories"], *_STATUS_ONLY}
        for each in live
    ):
        return None
    return Reason.NOT_COVERED


def _is_live_basis(
    basis: Mapping[str, Any], recipient: Recipient, categories: frozenset[str], at: datetime
) -> bool:
    return (
        recipient.is_named_in(basis)
        and categories <= set(basis["categories"])
        and _is_live(basis, at)
        and (not basis["needs_second"] or _is_past(basis["approved_at"], at))
    )


def _by_consent(
    facts: Mapping[str, Any],
    recipient: Recipient,
    categories: frozenset[str],
    purpose: str,
    at: datetime,
) -> Verdict:
    agency = facts["agency"] or {}
    scopes = scopes_asked(agency.get("kind"), purpose, categories)
    if recipient.kind and purpose in _SHARES:
        # Somebody named needs a yes to themselves; a no to the likes of them forbids it as well.
        scopes += (_sharing_scope(recipient.kind),)
    told = _told(facts, recipient, scopes, at)
    if any(_denies(row, told, categories, at) for row in told):
        withdrawn = any(
            _is_past(row["withdrawn_at"], at) for row in told if _denies(row, told, categories, at)
        )
        return refused(Reason.WITHDRAWN if withdrawn else Reason.REFUSED)
    born_on = date.fromisoformat(facts["born_on"]) if facts.get("born_on") else None
    ended: Reason | None = None
    for row in told:
        if row["scope"] != scopes[0] or row["answer"] != "given":
            continue
        if not recipient.is_named_in(row) or not categories <= set(row["categories"]):
            continue
        if _is_replaced(row, told, categories, whole=False):
            continue
        if _is_past(row["withdrawn_at"], at):
            ended = Reason.WITHDRAWN
        elif _moment(row["valid_from"]) > at:
            ended = Reason.NOT_YET
        elif _is_past(row["valid_until"], at):
            ended = Reason.EXPIRED
        elif is_lapsed(row["giver"], born_on, at):
            ended = Reason.LAPSED_AT_18
        else:
            return Verdict(allowed=True, ground="client_agreement", consent_id=UUID(row["id"]))
    return refused(ended or Reason.NOT_ASKED)


def _sharing_scope(kind: str | None) -> str:
    named = "share_named_professional"
    return _SHARING_SCOPE.get(AgencyKind(kind), named) if kind else named


def _told(
    facts: Mapping[str, Any], recipient: Recipient, scopes: Collection[str], at: datetime
) -> list[Mapping[str, Any]]:
    """What was answered about this recipient, or about anybody, in these scopes; newest first."""
    return sorted(
        (
            row
            for row in facts["consents"]
            if row["scope"] in scopes
            and _moment(row["answered_at"]) <= at
            and (recipient.is_named_in(row) or _is_general(row))
        ),
        key=_age,
        reverse=True,
    )


def _denies(
    row: Mapping[str, Any],
    told: list[Mapping[str, Any]],
    categories: frozenset[str],
    at: datetime,
) -> bool:
    """A "no", or a "yes" taken back, that no later answer to the same question has replaced."""
    said_no = row["answer"] == "refused" or _is_past(row["withdrawn_at"], at)
    if not said_no or not _touches(row, categories):
        return False
    return not _is_replaced(row, told, _asked_of(row, categories), whole=True)


def _is_replaced(
    row: Mapping[str, Any],
    told: list[Mapping[str, Any]],
    categories: frozenset[str],
    *,
    whole: bool,
) -> bool:
    """Was the same question answered again, about all of ``categories`` or about any of them?

    A "no" gives way to another answer alone, never to "we did not ask".
    """
    return any(
        _age(later) > _age(row)
        and (not whole or later["answer"] in _ANSWERS)
        and later["scope"] == row["scope"]
        and later["agency_id"] == row["agency_id"]
        and str(later["recipient_name"]).strip().casefold()
        == str(row["recipient_name"]).strip().casefold()
        and (
            not later["categories"]
            or (categories <= set(later["categories"]) if whole else _touches(later, categories))
        )
        for later in told
    )


def _asked_of(row: Mapping[str, Any], categories: frozenset[str]) -> frozenset[str]:
    return categories & set(row["categories"]) if row["categories"] else categories


def _touches(row: Mapping[str, Any], categories: frozenset[str]) -> bool:
    return not row["categories"] or bool(categories & set(row["categories"]))


def _is_general(row: Mapping[str, Any]) -> bool:
    return row["agency_id"] is None and not row["recipient_name"]


def _age(row: Mapping[str, Any]) -> tuple[datetime, datetime, bool, UUID]:
    """Of two answers of one moment the stricter counts as the later one."""
    return (
        _moment(row["answered_at"]),
        _moment(row["recorded_at"]),
        row["answer"] == "refused",
        UUID(row["id"]),
    )


def _is_live(row: Mapping[str, Any], at: datetime) -> bool:
    return _moment(row["starts_at"]) <= at and not _is_past(row["ends_at"], at)


def _is_past(moment: str | None, at: datetime) -> bool:
    return moment is not None and _moment(moment) <= at


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
