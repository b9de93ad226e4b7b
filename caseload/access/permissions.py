"""Every right there is, by the name that code, database and documents share.

Case permissions are held on one case through a grant (or, for wide roles, through the role
table); organisation permissions come from the role table alone (access-and-audit.md §5.1).
"""

from enum import StrEnum


class Permission(StrEnum):
    # On a case
    ALLOCATE = "clients.allocate"
    ATTACH = "clients.attach"
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
    APPROVE_ROLES = "accounts.approve_roles"
    DECLARE_EXCLUSION = "clients.declare_exclusion"
    MANAGE_ACCOUNTS = "accounts.manage_accounts"
    MANAGE_CODE_LISTS = "vocabulary.manage_code_lists"
    MANAGE_EXCLUSIONS = "clients.manage_exclusions"
    MANAGE_SIDES = "clients.manage_sides"
    OPEN_CASE = "clients.open_case"
    SEARCH_PEOPLE = "clients.search_people"
    VIEW_AUDIT = "audit.view_audit"
    VIEW_STATISTICS = "dashboards.view_statistics"
    VIEW_TEAM_BOARD = "dashboards.view_team_board"

    @property
    def codename(self) -> str:
        """The name without its app, as guardian and the database know it."""
        return self.value.split(".", 1)[1]


P = Permission

CASE_PERMISSIONS: frozenset[Permission] = frozenset(
    {
        P.ALLOCATE,
        P.ATTACH,
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

# Whoever may read a record above `standard` (record_sensitivity) besides its author and the
# readers named on it.
SENSITIVITY_READERS: dict[str, Permission] = {
    "restricted": P.VIEW_RESTRICTED,
    "highly_restricted": P.VIEW_HIGHLY_RESTRICTED,
    "legally_restricted": P.VIEW_LEGALLY_RESTRICTED,
}

READ_BY_THE_CASE_TEAM = frozenset({"standard", "third_party_confidential"})
"""Sensitivities that hide nothing from anybody who sees the case; only these are counted."""
