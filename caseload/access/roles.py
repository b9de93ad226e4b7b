"""Who may hold which rights: the role table of access-and-audit.md §5.

The one source: the application reads it here, ``manage.py rights`` copies it to
``acl.role_permission`` for the policies, and a promise test compares both with the oracle.
Grants on a case come only from allocations; a role alone opens no case unless it is wide.
"""

from dataclasses import dataclass
from enum import StrEnum

from caseload.access.permissions import CASE_PERMISSIONS, Permission

P = Permission


class Role(StrEnum):
    """A job in the eyes of the system. Job titles (code list staff_role) grant nothing."""

    SUPPORT_WORKER = "support_worker"
    TEAM_MANAGER = "team_manager"
    SERVICE_MANAGER = "service_manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DUTY_WORKER = "duty_worker"
    INTAKE_WORKER = "intake_worker"
    DATA_PROTECTION_LEAD = "data_protection_lead"
    ADMINISTRATOR = "administrator"
    TRUSTEE = "trustee"
    ANALYST = "analyst"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What one role brings with it."""

    who: str
    wide: bool = False
    organisation: frozenset[Permission] = frozenset()
    on_every_case: frozenset[Permission] = frozenset()
    needs_second_person: bool = False


_STAFF = frozenset({P.DECLARE_EXCLUSION})
_SEES = _STAFF | {P.SEARCH_PEOPLE, P.VIEW_AGENCIES}
_TRIAGES = frozenset({P.OPEN_CASE, P.TRIAGE_INTAKE})

ROLES: dict[Role, RoleRule] = {
    Role.SUPPORT_WORKER: RoleRule(
        who="Seniors, children's workers, therapists, facilitators, volunteers and helpline "
        "staff too. Sees cases allocated to them.",
        organisation=_SEES,
    ),
    Role.TEAM_MANAGER: RoleRule(
        who="Leads one team; sees the team's cases through the team's grants, one side of "
        "each family.",
        organisation=_SEES
        | _TRIAGES
        | {P.LOWER_INTAKE_URGENCY, P.VIEW_STATISTICS, P.VIEW_TEAM_BOARD},
    ),
    Role.SERVICE_MANAGER: RoleRule(
        who="Leads services: every case of the organisation in the strands held.",
        wide=True,
        organisation=_SEES
        | _TRIAGES
        | {P.LOWER_INTAKE_URGENCY, P.VIEW_STATISTICS, P.VIEW_TEAM_BOARD},
        on_every_case=frozenset(
            {
                P.VIEW_CASE,
                P.ALLOCATE,
                P.TRANSITION,
                P.MANAGE_TASKS,
                P.VIEW_HISTORY,
                P.VIEW_READ_LOG,
            }
        ),
        needs_second_person=True,
    ),
    Role.SAFEGUARDING_LEAD: RoleRule(
        who="Answers for safety: every case on every side, a purpose recorded each time.",
        wide=True,
        organisation=_SEES
        | _TRIAGES
        | {
            P.LOWER_INTAKE_URGENCY,
            P.MANAGE_SIDES,
            P.MANAGE_EXCLUSIONS,
            P.VIEW_AUDIT,
            P.VIEW_STATISTICS,
            P.VIEW_TEAM_BOARD,
        },
        on_every_case=frozenset(
            {
                P.VIEW_CASE,
                P.ALLOCATE,
                P.TRANSITION,
                P.MANAGE_TASKS,
                P.LOG_CONTACT,
                P.RECORD,
                P.RECORD_CONSENT,
                P.DECIDE_DISCLOSURE,
                P.DISCLOSE,
                P.REFER_OUT,
                P.VIEW_CODE_WORD,
                P.VIEW_CONFIDENTIAL_ADDRESS,
                P.VIEW_RESTRICTED,
                P.VIEW_HIGHLY_RESTRICTED,
                P.VIEW_LEGALLY_RESTRICTED,
                P.VIEW_HISTORY,
                P.VIEW_READ_LOG,
            }
        ),
        needs_second_person=True,
    ),
    Role.DUTY_WORKER: RoleRule(
        who="On the rota out of hours; the emergency card comes with the safety work.",
        organisation=_SEES,
    ),
    Role.INTAKE_WORKER: RoleRule(
        who="Takes referrals in and opens cases; keeps sight of none of them.",
        organisation=_SEES | _TRIAGES,
    ),
    Role.DATA_PROTECTION_LEAD: RoleRule(
        who="Answers for information: cases under an open rights request, by a grant that ends.",
        organisation=_SEES
        | {
            P.APPROVE_DISCLOSURE,
            P.MANAGE_AGENCIES,
            P.MANAGE_EXCLUSIONS,
            P.VIEW_AUDIT,
            P.VIEW_STATISTICS,
        },
        needs_second_person=True,
    ),
    Role.ADMINISTRATOR: RoleRule(
        who="Accounts and configuration; no person or case row, ever.",
        organisation=_STAFF
        | {P.MANAGE_ACCOUNTS, P.MANAGE_AGENCIES, P.MANAGE_CODE_LISTS, P.VIEW_AGENCIES},
        needs_second_person=True,
    ),
    Role.TRUSTEE: RoleRule(
        who="Published figures; second person where roles are given.",
        organisation=_STAFF | {P.VIEW_STATISTICS, P.APPROVE_ROLES},
    ),
    Role.ANALYST: RoleRule(who="Published figures.", organisation=_STAFF | {P.VIEW_STATISTICS}),
}

CASE_ROLES: dict[Role, bool] = {
    Role.SUPPORT_WORKER: True,
    Role.TEAM_MANAGER: True,
    Role.SERVICE_MANAGER: True,
    Role.SAFEGUARDING_LEAD: True,
    Role.DUTY_WORKER: True,
    Role.INTAKE_WORKER: True,
    Role.DATA_PROTECTION_LEAD: False,
}
"""Roles under which a grant works; False: only a grant of source ``rights_request``. Nobody
else (administrator, trustee, analyst) sees a case, whatever grant may stand in their name."""

FORBIDDEN_TOGETHER: tuple[frozenset[Role], ...] = (
    *(frozenset({Role.ADMINISTRATOR, other}) for other in CASE_ROLES),
    frozenset({Role.DATA_PROTECTION_LEAD, Role.SAFEGUARDING_LEAD}),
)

SYSTEM_JOBS: dict[str, frozenset[Permission]] = {
    # Named system actors, one user each per organisation. Each does one job and nothing else.
    "founding": frozenset({P.MANAGE_ACCOUNTS, P.APPROVE_ROLES, P.MANAGE_CODE_LISTS}),
    "drafts": frozenset(),
    "summaries": frozenset({P.VIEW_CASE}),
    # Follows up what a partner's program sent, in the same transaction: programs only ever add.
    "partner_desk": frozenset(
        {
            P.FOLLOW_PARTNER,
            P.REFER_OUT,
            P.DISCLOSE,
            P.MANAGE_TASKS,
            P.MANAGE_WEBHOOKS,
            P.VIEW_AGENCIES,
        }
    ),
    # Clocks of intakes and referrals: chasing, cutting, following what may be told by time.
    "referrals": frozenset(
        {P.CUT_INTAKE, P.TRIAGE_INTAKE, P.REFER_OUT, P.MANAGE_TASKS, P.VIEW_AGENCIES}
    ),
    # What an agreement allowed ends with it. Apart from the clock of referrals in: nobody who reads
    # the queue may write down that something was told.
    "consents": frozenset({P.DISCLOSE, P.REFER_OUT, P.MANAGE_TASKS, P.VIEW_AGENCIES}),
    # Delivers webhooks; sees the outbox and nothing else.
    "relay": frozenset(),
    # Sides too: else each change of a case would ask which families the narrator sees.
    "bulk": CASE_PERMISSIONS | {P.OPEN_CASE, P.MANAGE_SIDES, P.VIEW_AGENCIES},
}
"""``bulk`` writes the synthetic families of the demo and exists in demo databases only."""


DEMO_JOBS = frozenset({"bulk"})


class AllocationKind(StrEnum):
    LEAD = "lead"
    CO_WORKER = "co_worker"
    COVER = "cover"
    SUPERVISOR = "supervisor"


PARTNER_SCOPES: dict[str, frozenset[Permission]] = {
    "intakes.submit": frozenset({P.SUBMIT_INTAKE}),
    "intakes.read": frozenset({P.READ_OWN_INTAKES}),
    "intakes.update": frozenset({P.AMEND_OWN_INTAKE}),
    "referrals.receive": frozenset({P.RECEIVE_REFERRALS}),
    "referrals.respond": frozenset({P.RESPOND_TO_REFERRALS}),
    "referrals.safe_contact": frozenset({P.READ_SAFE_CONTACT}),
    "messages.read": frozenset({P.READ_OWN_MESSAGES}),
    "messages.write": frozenset({P.WRITE_OWN_MESSAGES}),
    "disclosures.read": frozenset({P.READ_OWN_DISCLOSURES}),
    "changes.read": frozenset({P.READ_CHANGES}),
    "webhooks.manage": frozenset({P.MANAGE_WEBHOOKS}),
    "code-lists.read": frozenset(),
}
"""Scopes of a partner's program (api.md §3). None is about people, cases, contacts or audit."""


def scopes_that_give(permission: Permission) -> list[str]:
    """The scopes of a program's token that give this right."""
    return sorted(scope for scope, held in PARTNER_SCOPES.items() if permission in held)


_RESTRICTED_VIEWS = frozenset(
    {P.VIEW_RESTRICTED, P.VIEW_HIGHLY_RESTRICTED, P.VIEW_LEGALLY_RESTRICTED}
)
_WORKING = (
    CASE_PERMISSIONS
    - {P.SIGN_OFF, P.ALLOCATE, P.VIEW_READ_LOG, P.DECIDE_DISCLOSURE}
    - _RESTRICTED_VIEWS
)

GRANTED_BY_ALLOCATION: dict[AllocationKind, frozenset[Permission]] = {
    AllocationKind.LEAD: _WORKING | _RESTRICTED_VIEWS,
    AllocationKind.CO_WORKER: _WORKING | {P.VIEW_LEGALLY_RESTRICTED},
    AllocationKind.COVER: _WORKING - {P.REFER_OUT, P.DISCLOSE, P.TRANSITION, P.RECORD_CONSENT},
    AllocationKind.SUPERVISOR: frozenset(
        {
            P.VIEW_CASE,
            P.SIGN_OFF,
            P.ALLOCATE,
            P.TRANSITION,
            P.MANAGE_TASKS,
            P.VIEW_HISTORY,
            P.VIEW_READ_LOG,
            P.VIEW_RESTRICTED,
        }
    ),
}

GRANTED_TO_TEAM: frozenset[Permission] = (
    CASE_PERMISSIONS - {P.VIEW_CODE_WORD, P.DECIDE_DISCLOSURE} - _RESTRICTED_VIEWS
)
"""The team's managers hold this on each case of the team (the group grant)."""

LONGEST_COVER_DAYS = 28


def wide_roles(roles: frozenset[str]) -> frozenset[str]:
    """Those of ``roles`` that see the organisation rather than a caseload."""
    return frozenset(role for role in roles if role in ROLES and ROLES[Role(role)].wide)


def role_permissions() -> dict[str, frozenset[Permission]]:
    """Role (or ``system.<job>``, ``partner.<scope>``) to all it holds by itself: the rows of acl.role_permission."""
    table = {str(role): rule.organisation | rule.on_every_case for role, rule in ROLES.items()}
    table |= {
        f"system.{job}": permissions | {P.VIEW_CASE} if permissions else permissions
        for job, permissions in SYSTEM_JOBS.items()
    }
    table |= {f"partner.{scope}": held for scope, held in PARTNER_SCOPES.items()}
    return table


def held_by(roles: frozenset[str]) -> frozenset[Permission]:
    """Everything that ``roles`` give without any grant."""
    table = role_permissions()
    return frozenset().union(*(table.get(role, frozenset()) for role in roles))
