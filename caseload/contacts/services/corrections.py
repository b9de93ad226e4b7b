"""Putting a contact right: a new version with a reason, or an entry struck out (BR-62)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from caseload.access import scope
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.sensitivity import demand_readable, is_lower
from caseload.contacts import aftermath, counting, outbound
from caseload.contacts.entries import Mark, Participant, checked_spans, people_of
from caseload.contacts.models import Contact
from caseload.contacts.rules import ContactFacts, contact_errors
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, NotPermitted, ValidationFailed

_SAYS_HOW = frozenset({"channel", "direction", "outcome", "happened_at", "safe_contact_route_id"})
"""Changing one of these makes another claim about how the client was reached."""


class ContactChanges(TypedDict, total=False):
    """What may be corrected."""

    channel: str
    direction: str
    outcome: str
    purposes: Sequence[str]
    happened_at: datetime
    minutes: int
    headline: str
    detail: str
    source: str
    marks: Sequence[Mark]
    participants: Sequence[Participant]
    safe_contact_route_id: UUID | None
    sensitivity: str


@operation("contact.amended", needs=Permission.LOG_CONTACT, on="contact")
def amend_contact(
    *, by: Actor, contact: Contact, seen: int, reason: str, **changes: Unpack[ContactChanges]
) -> Contact:
    """Correct a contact; the earlier words stay in its history.

    Raises:
        NotPermitted: neither its author nor a manager of the case.
        UnsafeContact: it would now say that an unsafe way was used.
        StaleVersion: somebody changed it since ``seen``.
    """
    _demand_author_or_manager(by, contact)
    _demand_standing(contact)
    _demand_reason(reason, "/reason")
    _demand_may_classify(by, contact, changes.get("sensitivity"))
    values = _as_it_would_be(contact, changes)
    people = people_of(
        by=by,
        case=contact.case,
        purposes=values["purposes"],
        participants=values["participants"],
    )
    _check(contact, values, people)
    participants, marks = checked_spans(values, people)
    kept = {**changes, "participants": participants, "marks": marks}
    says_how = any(values[name] != getattr(contact, name) for name in _SAYS_HOW)
    if says_how:
        outbound.check_route(
            by=by,
            case=contact.case,
            channel=values["channel"],
            direction=values["direction"],
            outcome=values["outcome"],
            happened_at=values["happened_at"],
            route_id=values["safe_contact_route_id"],
            is_incident=contact.is_incident,
        )
    had = contact.outcome
    contact.amend(by=by, seen=seen, reason=reason, **kept)
    if says_how:
        counting.recount(contact.case_id)
    if contact.outcome != had:
        aftermath.follow(by=by, contact=contact)
    return contact


@operation("contact.struck_out", needs=Permission.LOG_CONTACT, on="contact")
def strike_out_contact(
    *, by: Actor, contact: Contact, seen: int, reason_code: str, note: str = ""
) -> Contact:
    """Take a wrong entry out of sight and out of every figure; it stays in the history.

    Raises:
        NotPermitted: neither its author nor a manager of the case.
        InvalidTransition: it is struck out already.
    """
    _demand_author_or_manager(by, contact)
    _demand_standing(contact)
    _demand_reason(reason_code, "/reason_code")
    contact.amend(
        by=by,
        seen=seen,
        reason=reason_code,
        struck_out_at=clock.now(),
        struck_out_reason=reason_code,
        struck_out_note=note,
    )
    counting.recount(contact.case_id)
    return contact


def _as_it_would_be(contact: Contact, changes: ContactChanges) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(contact, name) for name in ContactChanges.__annotations__}
    kept["participants"] = [
        {
            **each,
            "relationship_id": UUID(each["relationship_id"]) if each["relationship_id"] else None,
        }
        for each in contact.participants
    ]
    return kept | dict(changes)


def _check(contact: Contact, values: dict[str, Any], people: Any) -> None:
    errors = contact_errors(
        ContactFacts(
            direction=values["direction"],
            outcome=values["outcome"],
            happened_at=values["happened_at"],
            purposes=values["purposes"],
            minutes=values["minutes"],
            headline=values["headline"],
            has_route=True,
            is_incident=contact.is_incident,
            strand=contact.case.strand,
            child_is_present=people.child_is_present,
            child_knowledge=people.child_knowledge,
        ),
        now=clock.now(),
    )
    if errors:
        raise ValidationFailed(*errors)


def _demand_author_or_manager(by: Actor, contact: Contact) -> None:
    if contact.recorded_by_id != by.user_id and not scope.may(
        by, Permission.ALLOCATE, contact.case_id
    ):
        raise NotPermitted("Only who wrote it, or a manager of the case, corrects a contact.")


def _demand_standing(contact: Contact) -> None:
    if contact.struck_out_at is not None:
        raise InvalidTransition("This entry is struck out.", allowed=[])


def _demand_reason(reason: str, pointer: str) -> None:
    if not reason.strip():
        raise ValidationFailed.at(pointer, "reason_needed", "Say why.")


def _demand_may_classify(by: Actor, contact: Contact, level: str | None) -> None:
    """As for every record: lower only by who allocates, and never out of one's own sight."""
    if level is None or level == contact.sensitivity:
        return
    if is_lower(level, contact.sensitivity) and not scope.may(
        by, Permission.ALLOCATE, contact.case_id
    ):
        raise NotPermitted("Only a manager lowers the sensitivity.")
    demand_readable(by=by, record=contact, level=level)
