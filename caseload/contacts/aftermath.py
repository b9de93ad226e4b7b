"""What follows from an outcome, in the transaction that records it (BR-23)."""

from caseload.clients.models import CaseSummary
from caseload.clients.safe_contact import after_outcome
from caseload.clients.services.safe_contact import suspend_after_outcome
from caseload.contacts.models import Contact
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.working_days import add_working_days
from caseload.tasks import services as tasks


def follow(*, by: Actor, contact: Contact) -> None:
    """Suspend what is not safe any more, and have somebody ask again how to reach the client."""
    follows = after_outcome(contact.outcome)
    if not follows.opens_review:
        return
    case = contact.case
    suspend_after_outcome(
        by=by, case=case, route=contact.safe_contact_route, outcome=contact.outcome
    )
    lead = CaseSummary.objects.visible_to(by).filter(case=case).values_list("lead_id", flat=True)
    tasks.raise_by_rule(
        by=by,
        case=case,
        rule_key=f"safe_contact_reconfirm:{contact.pk}",
        task_type="safe_contact_reconfirm",
        title="Find out again how this person can be reached safely",
        due_on=add_working_days(clock.today(), 1, case.uk_nation),
        owner_id=lead.first(),
    )
