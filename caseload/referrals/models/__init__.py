"""One model (or one closely tied pair) a file; import them from here."""

from caseload.referrals.models.intake import Door, Intake, IntakeState
from caseload.referrals.models.intake_face import IntakeFace, NeutralStatus
from caseload.referrals.models.intake_match import IntakeConflict, IntakeMatch
from caseload.referrals.models.intake_parts import (
    Direction,
    IntakeAttempt,
    IntakeMessage,
    IntakePerson,
    IntakeRoute,
)

__all__ = [
    "Direction",
    "Door",
    "Intake",
    "IntakeAttempt",
    "IntakeConflict",
    "IntakeFace",
    "IntakeMatch",
    "IntakeMessage",
    "IntakePerson",
    "IntakeRoute",
    "IntakeState",
    "NeutralStatus",
]
