"""One model a file; import them from here."""

from caseload.accounts.models.organisation import Organisation, Team
from caseload.accounts.models.role_holding import RoleHolding
from caseload.accounts.models.session import Application, Session
from caseload.accounts.models.user import User, UserKind

__all__ = ["Application", "Organisation", "RoleHolding", "Session", "Team", "User", "UserKind"]
