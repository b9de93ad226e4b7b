"""Unfinished notes: saved while somebody types, finished as a contact, or let go."""

from typing import Any, Unpack
from uuid import UUID

from django.db import connection

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.accounts.models import Organisation
from caseload.clients.models import Case
from caseload.contacts import drafting
from caseload.contacts.entries import Words
from caseload.contacts.models import Contact, ContactDraft, DraftEnding
from caseload.contacts.rules import DraftStage, draft_stage
from caseload.contacts.services.log import log_contact
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import InvalidTransition, NotFound, StaleVersion, ValidationFailed


@operation("draft.begun", needs=Permission.LOG_CONTACT, on="case")
def begin_draft(*, by: Actor, case: Case, key: UUID, body: dict[str, Any]) -> ContactDraft:
    """Keep what has been typed so far; the same key sent again is the same draft, unchanged.

    A first save that arrives twice must not undo what was typed after it.
    """
    return drafting.claim(by=by, case=case, key=key, body=body)


@operation("draft.saved", needs=Permission.LOG_CONTACT, on="draft")
def save_draft(*, by: Actor, draft: ContactDraft, seen: int, body: dict[str, Any]) -> ContactDraft:
    """Keep what has been typed since.

    A save that arrives after the note was filed changes nothing and shows what it became.

    Raises:
        StaleVersion: another window saved it since ``seen``.
        ValidationFailed: it was not finished in 14 days.
    """
    draft = _mine(by, draft)
    if draft.ending == DraftEnding.FILED:
        return draft
    _demand_open(draft)
    if draft.version != seen:
        raise StaleVersion(version=draft.version)
    draft.body = body
    draft.saved_at = clock.now()
    draft.version += 1
    draft.save(force_update=True)
    return draft


@operation("draft.finalised", needs=Permission.LOG_CONTACT, on="draft")
def finalise_draft(*, by: Actor, draft: ContactDraft, seen: int, **words: Unpack[Words]) -> Contact:
    """File an unfinished note as a contact; sent twice, it is still one contact.

    Raises:
        StaleVersion: another window typed on since ``seen``.
        ValidationFailed, UnsafeContact: as when it is logged at once; the note stays as it is.
    """
    draft = _mine(by, draft)
    if draft.became is None and draft.version != seen:
        raise StaleVersion(version=draft.version)
    return log_contact(by=by, case=draft.case, key=draft.pk, **words)


@operation("draft.discarded", needs=None, on="draft")
def discard_draft(*, by: Actor, draft: ContactDraft, seen: int) -> ContactDraft:
    """Throw an unfinished note away; its words are gone.

    Raises:
        InvalidTransition: it has been filed; what is on the record is struck out instead.
    """
    draft = _mine(by, draft)
    if draft.ending == DraftEnding.DISCARDED:
        return draft
    if draft.ended_at is not None:
        raise InvalidTransition("This note is finished already.", allowed=[])
    if draft.version != seen:
        raise StaleVersion(version=draft.version)
    drafting.end(draft, DraftEnding.DISCARDED)
    return draft


@operation("draft.expired", needs=None, on="organisation")
def expire_drafts(*, by: Actor, organisation: Organisation) -> int:
    """Blank every note that nobody finished in 14 days; answers how many.

    The system actor ``drafts`` reads none of them: the database does it, and lets nobody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT acl.expire_drafts()")
        return int(cursor.fetchone()[0])


def _mine(by: Actor, draft: ContactDraft) -> ContactDraft:
    """The draft as it is now, locked; another's is not there at all."""
    found = (
        ContactDraft.objects.visible_to(by)
        .filter(pk=draft.pk)
        .select_for_update(of=("self",))
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _demand_open(draft: ContactDraft) -> None:
    if draft.ended_at is not None:
        raise InvalidTransition("This note is finished already.", allowed=[])
    if draft_stage(draft.saved_at, now=clock.now()) is DraftStage.EXPIRED:
        raise ValidationFailed.at(
            "", "draft_expired", "This note was not finished in 14 days. Begin a new one."
        )
