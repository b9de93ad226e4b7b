"""One model a file; import them from here."""

from caseload.accounts.models.organisation import Organisation, Team
from caseload.accounts.models.partner import (
    ClientSecret,
    PartnerAgency,
    PartnerClient,
    SharingAgreement,
)
from caseload.accounts.models.role_holding import RoleHolding
from caseload.accounts.models.session import Application, Session
from caseload.accounts.models.user import User, UserKind

__all__ = [
    "Application",
    "ClientSecret",
    "Organisation",
    "PartnerAgency",
    "PartnerClient",
    "RoleHolding",
    "Session",
    "SharingAgreement",
    "Team",
    "User",
    "UserKind",
]
