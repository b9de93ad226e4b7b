"""Counting the summary rows of an organisation again, as the system actor of that name."""

from caseload.access.operations import operation
from caseload.accounts.models import Organisation
from caseload.contacts import recomputing
from caseload.contacts.recomputing import Difference
from caseload.core.actor import Actor
from caseload.core.errors import NotPermitted

SYSTEM_ROLE = "system.summaries"


@operation("summaries.verified", needs=None, on="organisation")
def verify_summaries(*, by: Actor, organisation: Organisation) -> list[Difference]:
    """Say which cases' summaries are not what their records say, and change nothing."""
    _demand_system(by)
    return [
        difference
        for case_ids in recomputing.batches_of_cases(by)
        for difference in recomputing.differences(by, case_ids)
    ]


@operation("summaries.rebuilt", needs=None, on="organisation")
def rebuild_summaries(*, by: Actor, organisation: Organisation) -> list[Difference]:
    """Count every summary again from the records; answers what was wrong before."""
    _demand_system(by)
    return [
        difference
        for case_ids in recomputing.batches_of_cases(by)
        for difference in recomputing.rebuild(by, case_ids)
    ]


def _demand_system(by: Actor) -> None:
    """Only the named actor of this job sees every case of the organisation."""
    if SYSTEM_ROLE not in by.roles:
        raise NotPermitted
