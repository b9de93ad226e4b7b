"""Opening cases and moving them through their states (BR-12, BR-64 to BR-68)."""

from uuid import UUID

from caseload.access import grants
from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.access.roles import GRANTED_TO_TEAM, AllocationKind
from caseload.accounts.models import Team
from caseload.clients import summaries
from caseload.clients.models import Case, Family, FamilyMember, Person
from caseload.clients.services import allocations, people
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.core.references import new_reference


@operation("case.opened", needs=Permission.OPEN_CASE, on="team")
def open_case(
    *,
    by: Actor,
    team: Team,
    client: Person,
    strand: str,
    family: Family | None = None,
    uk_nation: str = "england",
    urgency: str = "standard",
    lead_id: UUID | None = None,
    follows: Case | None = None,
) -> Case:
    """Begin to support one client in one strand (BR-30).

    The team's managers get their grants here. The opener keeps sight of the case only if
    allocated: what they may do in this request ends with it (access-and-audit.md §4.4).
    """
    now = clock.now()
    case = Case(
        organisation_id=team.organisation_id,
        reference=new_reference(),
        client=client,
        family=family,
        strand=strand,
        uk_nation=uk_nation,
        urgency=urgency,
        team=team,
        state_since=now,
        follows=follows,
        recorded_by_id=by.user_id,
        recorded_at=now,
        opened_request=by.request_id,
    ).insert()
    summaries.begin(case)
    if family is not None and not FamilyMember.objects.filter(family=family, person=client).exists():
        people.join_family(by=by, family=family, person=client, person_role="client")
    grants.grant_group(
        by=by,
        case=case,
        group_id=team.group_id,
        permissions=GRANTED_TO_TEAM,
        source_id=case.pk,
        reason="opened in this team",
    )
    if lead_id is not None:
        allocations.give(by=by, case=case, user_id=lead_id, role=AllocationKind.LEAD)
    return case
