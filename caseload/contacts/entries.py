"""A contact as somebody hands it in: the words of the form, and who took part.

Shape is checked here and rules in ``contacts.rules``. What points to another record of the case
is looked up under the caller's own access; hidden and absent are the same error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Required, TypedDict
from uuid import UUID

from caseload.clients.models import Case, Relationship
from caseload.clients.records import STANDARD
from caseload.contacts.rules import CHILD_PURPOSE, CHILD_STRAND
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, ValidationFailed

PRESENT = "present"
SPOKEN_ABOUT = "spoken_about"
MARK_KINDS = ("fact", "opinion", "reported_speech", "third_party_confidential")
NEEDS_SOURCE = frozenset({"reported_speech", "third_party_confidential"})
LONGEST_DETAIL = 20_000


class Participant(TypedDict, total=False):
    """Who else was there or was talked about: told in this case, or by role or name only."""

    relationship_id: UUID | None
    role: str
    name: str
    presence: Required[Literal["present", "spoken_about"]]


class Mark(TypedDict, total=False):
    """What a stretch of the words is: fact, opinion, what somebody said, or said in confidence."""

    field: Literal["headline", "detail"]
    start: Required[int]
    end: Required[int]
    kind: Required[str]
    source: str


class NextStep(TypedDict, total=False):
    """What has to happen next, as the contact leaves it."""

    title: Required[str]
    due_on: Required[date]
    owner_id: UUID | None


class Words(TypedDict, total=False):
    """What a worker writes of one contact with one client (ux.md §2.2)."""

    channel: Required[str]
    direction: Required[str]
    outcome: Required[str]
    purposes: Required[Sequence[str]]
    happened_at: Required[datetime]
    minutes: int
    headline: str
    detail: str
    source: str
    marks: Sequence[Mark]
    participants: Sequence[Participant]
    safe_contact_route_id: UUID | None
    sensitivity: str
    next_step: NextStep | None
    completes_tasks: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Entry:
    """``Words`` with what was left out filled in."""

    channel: str
    direction: str
    outcome: str
    purposes: Sequence[str]
    happened_at: datetime
    minutes: int = 0
    headline: str = ""
    detail: str = ""
    source: str = ""
    marks: Sequence[Mark] = ()
    participants: Sequence[Participant] = ()
    safe_contact_route_id: UUID | None = None
    sensitivity: str = STANDARD
    next_step: NextStep | None = None
    completes_tasks: Sequence[UUID] = field(default=())


def mark_errors(marks: Sequence[Mark], *, headline: str, detail: str) -> list[FieldError]:
    """Which marks do not fit the words, or lack a source (BR-63)."""
    lengths = {"headline": len(headline), "detail": len(detail)}
    errors = []
    for index, mark in enumerate(marks):
        pointer = f"/marks/{index}"
        length = lengths.get(mark.get("field", "detail"), 0)
        if not 0 <= mark["start"] < mark["end"] <= length:
            errors.append(
                FieldError(pointer, "mark_out_of_range", "This mark does not fit the words.")
            )
        if mark["kind"] not in MARK_KINDS:
            errors.append(FieldError(f"{pointer}/kind", "unknown_code", "There is no such mark."))
        elif mark["kind"] in NEEDS_SOURCE and not mark.get("source", "").strip():
            errors.append(FieldError(f"{pointer}/source", "source_needed", "Say who said this."))
    return errors


def participant_errors(
    participants: Sequence[Participant], known: Mapping[UUID, Relationship]
) -> list[FieldError]:
    """Who is not of this case, or not named at all."""
    errors = []
    for index, each in enumerate(participants):
        pointer = f"/participants/{index}"
        told = each.get("relationship_id")
        if told is not None and told not in known:
            errors.append(
                FieldError(
                    f"{pointer}/relationship_id", "not_found", "There is nobody here of this id."
                )
            )
        if told is None and not (each.get("role") or each.get("name")):
            errors.append(
                FieldError(
                    pointer, "participant_needs_somebody", "Say who it was, or in what role."
                )
            )
        if each["presence"] not in {PRESENT, SPOKEN_ABOUT}:
            errors.append(
                FieldError(f"{pointer}/presence", "unknown_code", "Present, or spoken about?")
            )
    return errors


@dataclass(frozen=True, slots=True)
class People:
    """Those of the case whom a contact names, and what the children hear there know."""

    relationships: Mapping[UUID, Relationship]
    child_is_present: bool
    child_knowledge: str


def people_of(
    *, by: Actor, case: Case, purposes: Sequence[str], participants: Sequence[Participant]
) -> People:
    """Fetch, in one query at most, whom the contact names and which children it concerns (BR-37).

    In a child's own case the child's knowledge stands on a relationship of role ``client``: the
    row in which the case says of its client what it says of others. Direct work that names no
    child concerns every child told of in the case.
    """
    named = {each["relationship_id"] for each in participants if each.get("relationship_id")}
    own_case = case.strand == CHILD_STRAND
    direct_work = CHILD_PURPOSE in purposes
    if not named and not own_case and not direct_work:
        return People({}, child_is_present=False, child_knowledge="")
    told = {row.pk: row for row in Relationship.objects.visible_to(by).filter(case=case)}
    present = [
        told[relationship_id]
        for each in participants
        if each["presence"] == PRESENT
        and (relationship_id := each.get("relationship_id")) is not None
        and relationship_id in told
    ]
    known = [row.child_knowledge for row in present if row.is_child]
    is_present = bool(known)
    if own_case:
        known += [row.child_knowledge for row in told.values() if row.person_role == "client"] or [
            ""
        ]
    elif direct_work and not known:
        known = [row.child_knowledge for row in told.values() if row.is_child and not row.ends_on]
    return People(
        told,
        child_is_present=is_present,
        child_knowledge=known[0] if known and all(known) else "",
    )


def checked_spans(
    entry: Mapping[str, Any], people: People
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Participants and marks in the form in which a contact keeps them.

    Raises:
        ValidationFailed: somebody who is not of this case; a mark that does not fit.
    """
    errors = [
        *participant_errors(entry["participants"], people.relationships),
        *mark_errors(entry["marks"], headline=entry["headline"], detail=entry["detail"]),
    ]
    if errors:
        raise ValidationFailed(*errors)
    participants = [
        {
            "relationship_id": str(each["relationship_id"])
            if each.get("relationship_id")
            else None,
            "role": each.get("role", ""),
            "name": each.get("name", ""),
            "presence": each["presence"],
        }
        for each in entry["participants"]
    ]
    marks = [
        {
            "field": mark.get("field", "detail"),
            "start": mark["start"],
            "end": mark["end"],
            "kind": mark["kind"],
            "source": mark.get("source", ""),
        }
        for mark in entry["marks"]
    ]
    return participants, marks
