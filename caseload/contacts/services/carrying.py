"""What was tried before there was a case becomes its first contacts (domain.md §3)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients.models import Case
from caseload.contacts import counting
from caseload.contacts.models import Contact
from caseload.core.actor import Actor


@operation("contact.carried_over", needs=Permission.LOG_CONTACT, on="case")
def carry_over(
    *,
    by: Actor,
    case: Case,
    route_id: UUID | None,
    first_recorded_by_id: UUID,
    first_recorded_at: datetime,
    **words: Any,
) -> Contact:
    """Write an attempt made on an intake into the case that it became, time and author unchanged.

    It was checked when it was made; here nothing is asked again. Whoever accepts carries it over,
    and ``first_recorded_by`` says who tried.
    """
    contact = Contact(
        case=case,
        safe_contact_route_id=route_id,
        first_recorded_by_id=first_recorded_by_id,
        first_recorded_at=first_recorded_at,
        **words,
    ).record(by=by)
    counting.count(contact)
    return contact
