"""The one definition of a contact that reached the client, and of an attempt to (M-05 to M-09).

Only what was said to or by the client counts. A relative who rings, or a colleague who is
consulted, resets no clock: else a case would look cared for while its client hears nothing.
"""

from typing import Any
from uuid import UUID

from django.db import connection

from caseload.access.permissions import READ_BY_THE_CASE_TEAM
from caseload.clients import summaries
from caseload.contacts.models import Contact
from caseload.contacts.rules import (
    COUNTS_AS_ATTEMPT,
    OUTBOUND,
    SUCCESSFUL,
    counts_as_attempt,
    is_successful,
)

WITH_THE_CLIENT = (OUTBOUND, "inbound")

FIGURES = "SELECT * FROM audit.contact_figures(%s::uuid[], %s::text[], %s::text[], %s::text[])"
"""Case id, contacts, last successful, last attempt, attempts since."""


def reached_client(contact: Contact) -> bool:
    return contact.direction in WITH_THE_CLIENT and is_successful(contact.outcome)


def tried_client(contact: Contact) -> bool:
    return contact.direction in WITH_THE_CLIENT and counts_as_attempt(contact.outcome)


def figure_arguments(case_ids: list[UUID]) -> list[Any]:
    """What ``FIGURES`` is asked with."""
    return [case_ids, sorted(SUCCESSFUL), sorted(COUNTS_AS_ATTEMPT), list(WITH_THE_CLIENT)]


def count(contact: Contact) -> None:
    """Add a new contact to its case's summary; an earlier one than the last is counted anew.

    One that not everybody on the case may read moves no figure (ADR 0011).
    """
    if contact.sensitivity not in READ_BY_THE_CASE_TEAM:
        return
    in_order = summaries.count_contact(
        contact.case_id,
        happened_at=contact.happened_at,
        successful=reached_client(contact),
        attempt=tried_client(contact),
    )
    if not in_order:
        recount(contact.case_id)


def recount(case_id: UUID) -> None:
    """Count a case's contacts from the records, one writer of the case at a time."""
    summaries.lock(case_id)
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, figure_arguments([case_id]))
        _, contacts, reached_at, tried_at, since = cursor.fetchone()
    summaries.set_contacts(
        case_id,
        contacts=contacts,
        last_successful_at=reached_at,
        last_attempt_at=tried_at,
        attempts_since_success=since,
    )
