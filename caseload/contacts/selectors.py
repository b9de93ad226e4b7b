"""What is on the record of contacts, newest first, for those who may see it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from caseload.clients.models import Case, Relationship
from caseload.contacts.models import Contact, ContactDraft, DraftEnding
from caseload.contacts.rules import DRAFT_LIFE
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.errors import ValidationFailed

type Position = tuple[datetime, UUID]
"""After which entry a page goes on: when it happened, and its id."""

# The first page of each case by its own index, then the newest of those: 1.7 ms at 2 million rows
# where scan-and-filter took 50. Row security narrows it a second time. No OR with a flag: the two
# forms are two statements.
_LATEST = """
    SELECT k.id FROM unnest(%s::uuid[]) AS mine(case_id)
     CROSS JOIN LATERAL (
        SELECT c.id, c.happened_at FROM contacts_contact c
         WHERE c.case_id = mine.case_id
         ORDER BY c.happened_at DESC, c.id DESC LIMIT %s) AS k
     ORDER BY k.happened_at DESC, k.id DESC LIMIT %s
"""
_LATEST_AFTER = """
    SELECT k.id FROM unnest(%s::uuid[]) AS mine(case_id)
     CROSS JOIN LATERAL (
        SELECT c.id, c.happened_at FROM contacts_contact c
         WHERE c.case_id = mine.case_id AND (c.happened_at, c.id) < (%s::timestamptz, %s::uuid)
         ORDER BY c.happened_at DESC, c.id DESC LIMIT %s) AS k
     ORDER BY k.happened_at DESC, k.id DESC LIMIT %s
"""


def contacts_of_case(*, by: Actor, case: Case) -> QuerySet[Contact]:
    """Every contact of one case: attempts, corrections and struck-out entries too."""
    return contacts_with_references(by).filter(case=case)


def contacts_with_references(by: Actor) -> QuerySet[Contact]:
    """Contacts, and whether the route and the next step they point to are in sight too.

    A left join under row security: where the other row is hidden its columns are null, and then
    the reference is answered as null as well (api.md §1.1).
    """
    return (
        Contact.objects.visible_to(by)
        .select_related("case")
        .annotate(route_kind=F("safe_contact_route__kind"), step_state=F("next_step__state"))
    )


def latest_contacts(*, by: Actor, limit: int, after: Position | None = None) -> Sequence[Contact]:
    """The newest contacts across all cases that ``by`` may see.

    Whoever sees a caseload pays for the cases on it; whoever sees the organisation reads one
    index from its newest end.
    """
    rows = contacts_with_references(by)
    if by.is_wide:
        rows = rows.filter(_before(after)) if after else rows
        return list(rows.order_by("-happened_at", "-id")[:limit])
    ids = _latest_ids(by, limit, after)
    found = {row.pk: row for row in rows.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def _latest_ids(by: Actor, limit: int, after: Position | None) -> list[UUID]:
    cases = list(Case.objects.visible_to(by).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        if after is None:
            cursor.execute(_LATEST, [cases, limit, limit])
        else:
            cursor.execute(_LATEST_AFTER, [cases, *after, limit, limit])
        return [row[0] for row in cursor.fetchall()]


def _before(after: Position) -> Q:
    return Q(happened_at__lt=after[0]) | Q(happened_at=after[0], pk__lt=after[1])


def joint_contacts(*, by: Actor, rows: Iterable[Contact]) -> dict[UUID, list[UUID]]:
    """For contacts of joint sessions, the others of the session that ``by`` may see.

    Who sees one end only learns nothing of a second one.
    """
    links = {contact.joint_id for contact in rows if contact.joint_id is not None}
    found: dict[UUID, list[UUID]] = {}
    together = Contact.objects.visible_to(by).filter(joint_id__in=links)
    for contact in together.order_by("pk").only("joint_id"):
        found.setdefault(cast("UUID", contact.joint_id), []).append(contact.pk)
    return found


def filed_together(*, by: Actor, joint_id: UUID | None) -> QuerySet[Contact]:
    """The contacts of one joint session that ``by`` may see."""
    return contacts_with_references(by).filter(joint_id=joint_id).order_by("pk")


def people_in_sight(*, by: Actor, rows: Iterable[Contact]) -> set[str]:
    """Of the relationships that these contacts name, the ids of those that ``by`` may see."""
    named = {
        each["relationship_id"]
        for contact in rows
        for each in contact.participants
        if each["relationship_id"]
    }
    seen = Relationship.objects.visible_to(by).filter(pk__in=named)
    return {str(pk) for pk in seen.values_list("pk", flat=True)}


def cases_to_log_jointly(*, by: Actor, case_ids: Sequence[UUID]) -> list[Case]:
    """The cases of a joint session, in the order asked.

    Raises:
        ValidationFailed: one of them is not there for ``by``; the same for hidden and absent.
    """
    rows = Case.objects.visible_to(by).select_related("client").filter(pk__in=case_ids)
    found = {case.pk: case for case in rows}
    for index, case_id in enumerate(case_ids):
        if case_id not in found:
            raise ValidationFailed.at(
                f"/entries/{index}/case_id", "not_found", "There is no such case here."
            )
    return [found[case_id] for case_id in case_ids]


def my_drafts(*, by: Actor) -> QuerySet[ContactDraft]:
    """What ``by`` has begun and not filed, on cases that ``by`` still sees."""
    return (
        ContactDraft.objects.visible_to(by)
        .filter(ended_at=None, saved_at__gt=clock.now() - DRAFT_LIFE)
        .select_related("case")
    )


def drafts_of_case(*, by: Actor, case: Case) -> QuerySet[ContactDraft]:
    """The author's own notes on one case: unfinished ones, and what became of the others."""
    return ContactDraft.objects.visible_to(by).filter(case=case).select_related("case")


def expired_drafts(*, by: Actor) -> QuerySet[ContactDraft]:
    """Notes of ``by`` that were blanked in the last 14 days: the notice to their author."""
    return ContactDraft.objects.visible_to(by).filter(
        ending=DraftEnding.EXPIRED, ended_at__gt=clock.now() - DRAFT_LIFE
    )
