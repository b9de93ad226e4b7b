"""Contacts and drafts, written by the services."""

import uuid
from datetime import datetime
from typing import Any

from caseload.clients.models import Case
from caseload.contacts import services
from caseload.contacts.models import Contact, ContactDraft
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING


def contact(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Contact:
    """An inbound call that was answered; inbound needs no route."""
    by = fresh(by, at)
    usual = {
        "channel": "phone_call",
        "direction": "inbound",
        "outcome": "spoke_with_client",
        "purposes": ["emotional_support"],
        "happened_at": at,
        "headline": "Talked for a while",
    }
    with acting(by, at):
        return services.log_contact(by=by, case=on, **(usual | words))


def contact_draft(*, by: Any, on: Case, at: datetime = MORNING, **body: Any) -> ContactDraft:
    by = fresh(by, at)
    with acting(by, at):
        return services.begin_draft(by=by, case=on, key=uuid.uuid4(), body=body)
