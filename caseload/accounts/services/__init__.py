"""Accounts, roles and sessions of the charity's people; ``partners`` keeps those of agencies."""

from caseload.accounts.services.accounts import (
    add_user,
    approve_role,
    create_team,
    deactivate_user,
    end_role,
    end_session,
    propose_role,
)

__all__ = [
    "add_user",
    "approve_role",
    "create_team",
    "deactivate_user",
    "end_role",
    "end_session",
    "propose_role",
]
