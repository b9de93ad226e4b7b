"""How an unfinished note is kept, and how a contact takes its place.

A draft is a working paper: no history, its author's alone. Its id is made by the form, so the
same save sent twice is one draft and the same filing sent twice is one contact.
"""

from typing import Any
from uuid import UUID

from caseload.clients.models import Case
from caseload.contacts.models import Contact, ContactDraft, DraftEnding
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed


def claim(*, by: Actor, case: Case, key: UUID, body: dict[str, Any] | None = None) -> ContactDraft:
    """The draft of this key, locked; begun now if there was none.

    Raises:
        ValidationFailed: the key is another author's or another case's; nobody learns whose.
    """
    draft = _locked(by=by, case=case, key=key)
    if draft is None:
        now = clock.now()
        # Not create(): a twin of this request may be ahead of us, and then its row is ours too.
        ContactDraft.objects.bulk_create(
            [
                ContactDraft(
                    id=key,
                    case=case,
                    organisation_id=case.organisation_id,
                    author_id=by.user_id,
                    body=body or {},
                    started_at=now,
                    saved_at=now,
                )
            ],
            ignore_conflicts=True,
        )
        draft = _locked(by=by, case=case, key=key)
    if draft is None:
        raise ValidationFailed.at("/key", "key_in_use", "Make a new key for this note.")
    return draft


def consume(draft: ContactDraft, contact: Contact) -> None:
    """The note is on the record now; the working paper keeps no words."""
    end(draft, DraftEnding.FILED, became=contact.pk)


def end(draft: ContactDraft, ending: DraftEnding, *, became: UUID | None = None) -> None:
    draft.body = {}
    draft.ended_at = clock.now()
    draft.ending = ending
    draft.became = became
    draft.version += 1
    draft.save(force_update=True)


def _locked(*, by: Actor, case: Case, key: UUID) -> ContactDraft | None:
    return (
        ContactDraft.objects.visible_to(by)
        .filter(pk=key, case=case)
        .select_for_update(of=("self",))
        .first()
    )
