"""Writing down what was tried and what was said (features.md 2.1)."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import Case
from caseload.contacts import aftermath, counting, drafting, outbound
from caseload.contacts.entries import Entry, Words, checked_spans, people_of
from caseload.contacts.models import Contact
from caseload.contacts.rules import ContactFacts, contact_errors
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import UnsafeContact, ValidationFailed
from caseload.tasks import services as tasks
from caseload.tasks import steps
from caseload.tasks.models import Task, TaskOrigin

BREACH_CLOCK = timedelta(days=3)
"""72 hours from when we knew (BR-97)."""


@operation("contact.logged", needs=Permission.LOG_CONTACT, on="case")
def log_contact(
    *, by: Actor, case: Case, key: UUID | None = None, **words: Unpack[Words]
) -> Contact:
    """Write down that somebody tried to reach the client, or spoke with them.

    Late entries keep their true time: ``happened_at`` orders the timeline, ``recorded_at`` tells
    an inspector how late the entry was made. ``key`` is made by the form: it consumes the draft
    of the same id, and the same key sent twice gives the contact that it made the first time.

    Raises:
        UnsafeContact: outbound on a route that was not safe; nothing is saved.
        ValidationFailed: a rule says no, in words, for all fields at once.
    """
    if key is None:
        return _file(by=by, case=case, entry=Entry(**words))
    draft = drafting.claim(by=by, case=case, key=key)
    if draft.became is not None:
        return Contact.objects.visible_to(by).select_related("case").get(pk=draft.became)
    contact = _file(by=by, case=case, entry=Entry(**words))
    drafting.consume(draft, contact)
    return contact


class JointPart(TypedDict):
    """One case of a joint session, and what is written there and nowhere else."""

    case: Case
    words: Words


@operation("contact.logged_jointly", needs=Permission.LOG_CONTACT, on="case")
def log_joint_contact(*, by: Actor, case: Case, parts: Sequence[JointPart]) -> list[Contact]:
    """File one session with several clients: a contact on each case, each with its own words.

    Time and channel are shared, words never are: what A says about B belongs to A's case. The
    link shows only to those who see both. ``case`` is that of the first part.

    Raises:
        NotPermitted: one of them is not the actor's to log on.
        ValidationFailed: fewer than two cases, or one twice; whatever a part breaks.
    """
    ids = [part["case"].pk for part in parts]
    if len(ids) < 2 or len(set(ids)) != len(ids):  # noqa: PLR2004 - joint means two
        raise ValidationFailed.at(
            "/entries", "joint_needs_two_cases", "A joint session names two cases or more."
        )
    if ids[0] != case.pk:
        raise TypeError("The first part is the case that the permission was asked about.")
    joint_id = uuid.uuid4()
    # Always in the same order, so that two joint sessions cannot wait for each other.
    filed = {
        part["case"].pk: _log_part(
            by=by, index=ids.index(part["case"].pk), part=part, link=joint_id
        )
        for part in sorted(parts, key=lambda part: part["case"].pk)
    }
    return [filed[case_id] for case_id in ids]


@operation("contact.incident_recorded", needs=Permission.LOG_CONTACT, on="case")
def record_contact_incident(
    *, by: Actor, case: Case, incident_note: str, **words: Unpack[Words]
) -> Contact:
    """Record truthfully a contact that has already happened on a route that was not safe.

    Never the way to make one. It is a breach even without known harm (BR-98): a task with the
    72 hours' date stands for the breach record until the register takes it over.
    """
    if not incident_note.strip():
        raise ValidationFailed.at(
            "/incident_note", "incident_note_needed", "Say what happened, in a sentence."
        )
    contact = _file(by=by, case=case, entry=Entry(**words), incident_note=incident_note)
    tasks.raise_by_rule(
        by=by,
        case=case,
        rule_key=f"unsafe_contact:{contact.pk}",
        task_type="breach_deadline",
        title="Unsafe contact: record the breach and decide who is told",
        due_on=clock.today() + BREACH_CLOCK,
    )
    return contact


def _log_part(*, by: Actor, index: int, part: JointPart, link: UUID) -> Contact:
    """One case of a joint session; its errors say which part they are about."""
    try:
        return _log_jointly(by=by, case=part["case"], link=link, words=part["words"])
    except (ValidationFailed, UnsafeContact) as error:
        error.errors = tuple(
            replace(each, pointer=f"/entries/{index}{each.pointer}") for each in error.errors
        )
        raise


@operation("contact.filed_jointly", needs=Permission.LOG_CONTACT, on="case")
def _log_jointly(*, by: Actor, case: Case, link: UUID, words: Words) -> Contact:
    """File one client's part of a joint session on that client's case."""
    return _file(by=by, case=case, entry=Entry(**words), joint_id=link)


def _file(
    *,
    by: Actor,
    case: Case,
    entry: Entry,
    joint_id: UUID | None = None,
    incident_note: str = "",
) -> Contact:
    """The contact with everything that follows from it, in this transaction."""
    is_incident = bool(incident_note)
    people = people_of(by=by, case=case, purposes=entry.purposes, participants=entry.participants)
    errors = contact_errors(
        ContactFacts(
            direction=entry.direction,
            outcome=entry.outcome,
            happened_at=entry.happened_at,
            purposes=entry.purposes,
            minutes=entry.minutes,
            headline=entry.headline,
            # A missing route is a refusal to contact, not a slip of the form: 409, below.
            has_route=True,
            is_incident=is_incident,
            strand=case.strand,
            child_is_present=people.child_is_present,
            child_knowledge=people.child_knowledge,
        ),
        now=clock.now(),
    )
    if errors:
        raise ValidationFailed(*errors)
    participants, marks = checked_spans(
        {
            "participants": entry.participants,
            "marks": entry.marks,
            "headline": entry.headline,
            "detail": entry.detail,
        },
        people,
    )
    outbound.check_route(
        by=by,
        case=case,
        channel=entry.channel,
        direction=entry.direction,
        outcome=entry.outcome,
        happened_at=entry.happened_at,
        route_id=entry.safe_contact_route_id,
        is_incident=is_incident,
    )
    contact = Contact(
        case=case,
        channel=entry.channel,
        direction=entry.direction,
        outcome=entry.outcome,
        purposes=list(entry.purposes),
        happened_at=entry.happened_at,
        minutes=entry.minutes,
        headline=entry.headline,
        detail=entry.detail,
        source=entry.source,
        marks=marks,
        participants=participants,
        safe_contact_route_id=entry.safe_contact_route_id,
        sensitivity=entry.sensitivity,
        joint_id=joint_id,
        is_incident=is_incident,
        incident_note=incident_note,
        next_step=_next_step(by=by, case=case, entry=entry),
    ).record(by=by)
    counting.count(contact)
    steps.finish_with_contact(
        by=by,
        case=case,
        task_ids=entry.completes_tasks,
        contact_id=contact.pk,
        reached=counting.reached_client(contact),
    )
    aftermath.follow(by=by, contact=contact)
    return contact


def _next_step(*, by: Actor, case: Case, entry: Entry) -> Task | None:
    if entry.next_step is None:
        return None
    step = entry.next_step
    return steps.put_task(
        by=by,
        case=case,
        title=step["title"],
        due_on=step["due_on"],
        owner_id=step.get("owner_id") or by.user_id,
        origin=TaskOrigin.NEXT_STEP,
        sensitivity=entry.sensitivity,
        pointer="/next_step",
    )
