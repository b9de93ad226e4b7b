"""Every right there is, by the name that code, database and documents share.

Case permissions are held on one case through a grant (or, for wide roles, through the role
table); organisation permissions come from the role table alone (access-and-audit.md §5.1).
"""

from enum import StrEnum


class Permission(StrEnum):
    # On a case
    ALLOCATE = "clients.allocate"
    ATTACH = "clients.attach"
    DECIDE_DISCLOSURE = "consents.decide_disclosure"
    DISCLOSE = "clients.disclose"
    LOG_CONTACT = "clients.log_contact"
    MANAGE_TASKS = "clients.manage_tasks"
    RECORD = "clients.record"
    RECORD_CONSENT = "clients.record_consent"
    RECORD_RISK = "clients.record_risk"
    RECORD_SAFE_CONTACT = "clients.record_safe_contact"
    REFER_OUT = "clients.refer_out"
    SIGN_OFF = "clients.sign_off"
    TRANSITION = "clients.transition"
    VIEW_CASE = "clients.view_case"
    VIEW_CODE_WORD = "clients.view_code_word"
    VIEW_CONFIDENTIAL_ADDRESS = "clients.view_confidential_address"
    VIEW_HIGHLY_RESTRICTED = "clients.view_highly_restricted"
    VIEW_HISTORY = "clients.view_history"
    VIEW_LEGALLY_RESTRICTED = "clients.view_legally_restricted"
    VIEW_READ_LOG = "clients.view_read_log"
    VIEW_RESTRICTED = "clients.view_restricted"
    # In an organisation
    APPROVE_DISCLOSURE = "consents.approve_disclosure"
    APPROVE_ROLES = "accounts.approve_roles"
    CUT_INTAKE = "referrals.cut_intake"
    DECLARE_EXCLUSION = "clients.declare_exclusion"
    LOWER_INTAKE_URGENCY = "referrals.lower_intake_urgency"
    MANAGE_ACCOUNTS = "accounts.manage_accounts"
    MANAGE_AGENCIES = "accounts.manage_agencies"
    MANAGE_CODE_LISTS = "vocabulary.manage_code_lists"
    MANAGE_EXCLUSIONS = "clients.manage_exclusions"
    MANAGE_SIDES = "clients.manage_sides"
    OPEN_CASE = "clients.open_case"
    SEARCH_PEOPLE = "clients.search_people"
    TRIAGE_INTAKE = "referrals.triage_intake"
    VIEW_AGENCIES = "accounts.view_agencies"
    VIEW_AUDIT = "audit.view_audit"
    VIEW_STATISTICS = "dashboards.view_statistics"
    VIEW_TEAM_BOARD = "dashboards.view_team_board"
    # Of a partner's program, by the scopes of its token (api.md §3)
    AMEND_OWN_INTAKE = "referrals.amend_own_intake"
    MANAGE_WEBHOOKS = "exchange.manage_webhooks"
    READ_CHANGES = "exchange.read_changes"
    READ_OWN_DISCLOSURES = "consents.read_own_disclosures"
    READ_OWN_INTAKES = "referrals.read_own_intakes"
    READ_OWN_MESSAGES = "referrals.read_own_messages"
    READ_SAFE_CONTACT = "referrals.read_safe_contact"
    RECEIVE_REFERRALS = "referrals.receive_referrals"
    RESPOND_TO_REFERRALS = "referrals.respond_to_referrals"
    SUBMIT_INTAKE = "referrals.submit_intake"
    WRITE_OWN_MESSAGES = "referrals.write_own_messages"
    # Of the desk, which follows up what partners send
    FOLLOW_PARTNER = "referrals.follow_partner"

    @property
    def codename(self) -> str:
        """The name without its app, as guardian and the database know it."""
        return self.value.split(".", 1)[1]


P = Permission

CASE_PERMISSIONS: frozenset[Permission] = frozenset(
    {
        P.ALLOCATE,
        P.ATTACH,
        P.DECIDE_DISCLOSURE,
        P.DISCLOSE,
        P.LOG_CONTACT,
        P.MANAGE_TASKS,
        P.RECORD,
        P.RECORD_CONSENT,
        P.RECORD_RISK,
        P.RECORD_SAFE_CONTACT,
        P.REFER_OUT,
        P.SIGN_OFF,
        P.TRANSITION,
        P.VIEW_CASE,
        P.VIEW_CODE_WORD,
        P.VIEW_CONFIDENTIAL_ADDRESS,
        P.VIEW_HIGHLY_RESTRICTED,
        P.VIEW_HISTORY,
        P.VIEW_LEGALLY_RESTRICTED,
        P.VIEW_READ_LOG,
        P.VIEW_RESTRICTED,
    }
)

ORGANISATION_PERMISSIONS: frozenset[Permission] = frozenset(Permission) - CASE_PERMISSIONS

CASE_PERMISSION_LABELS: tuple[tuple[str, str], ...] = tuple(
    sorted((p.codename, p.codename.replace("_", " ").capitalize()) for p in CASE_PERMISSIONS)
)
"""Rows of ``auth_permission`` on Case: the only model permissions that exist."""

WHILE_OPENING: frozenset[Permission] = frozenset(
    {P.LOG_CONTACT, P.MANAGE_TASKS, P.RECORD, P.RECORD_CONSENT, P.RECORD_SAFE_CONTACT}
)
"""Whoever opens a case holds these on it for the length of that request: what is known on the day
is written down with it (the same list stands in ``acl.case_ids_with``)."""

# Whoever may read a record above `standard` (record_sensitivity) besides its author and the
# readers named on it.
SENSITIVITY_READERS: dict[str, Permission] = {
    "restricted": P.VIEW_RESTRICTED,
    "highly_restricted": P.VIEW_HIGHLY_RESTRICTED,
    "legally_restricted": P.VIEW_LEGALLY_RESTRICTED,
}

READ_BY_THE_CASE_TEAM = frozenset({"standard", "third_party_confidential"})
"""Sensitivities that hide nothing from anybody who sees the case; only these are counted."""
