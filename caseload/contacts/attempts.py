"""The tries to reach a client, as closing a case for want of an answer counts them (BR-66)."""

from collections.abc import Sequence

from caseload.clients.models import Case
from caseload.clients.rules import Attempt
from caseload.contacts.counting import reached_client, tried_client
from caseload.contacts.models import Contact
from caseload.core.actor import Actor


def attempts_of_case(*, by: Actor, case: Case) -> Sequence[Attempt]:
    """Every attempt on the record of a case, struck-out entries left out."""
    rows = Contact.objects.visible_to(by).filter(case=case, struck_out_at=None)
    return [
        Attempt(
            at=contact.happened_at,
            route=str(contact.safe_contact_route_id or contact.channel),
            was_safe=not contact.is_incident,
            reached=reached_client(contact),
        )
        for contact in rows.order_by("happened_at", "pk")
        if tried_client(contact)
    ]
