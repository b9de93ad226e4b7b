"""Writing down what was tried and what was said."""

from datetime import datetime
from typing import Any

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.clients import summaries
from caseload.clients.models import Case
from caseload.contacts.models import Contact
from caseload.core.actor import Actor
from caseload.vocabulary import source


@operation("contact.logged", needs=Permission.LOG_CONTACT, on="case")
def log_contact(
    *,
    by: Actor,
    case: Case,
    channel: str,
    direction: str,
    outcome: str,
    purposes: list[str],
    happened_at: datetime,
    **words: Any,
) -> Contact:
    """Write down that somebody tried to reach the client."""
    contact = Contact(
        case=case,
        channel=channel,
        direction=direction,
        outcome=outcome,
        purposes=purposes,
        happened_at=happened_at,
        **words,
    ).record(by=by)
    attrs = source.attrs("contact_outcome", outcome)
    summaries.count_contact(
        case,
        happened_at=happened_at,
        successful=attrs["successful"],
        attempt=attrs["counts_as_attempt"],
    )
    return contact
