"""One model a file; import them from here."""

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
from caseload.referrals.models.referral import Channel, Referral, ReferralState
from caseload.referrals.models.referral_face import FaceState, ReferralFace
from caseload.referrals.models.referral_message import MessageDirection, ReferralMessage
from caseload.referrals.models.referral_response import ReferralResponse, ResponseKind

__all__ = [
    "Channel",
    "Direction",
    "Door",
    "FaceState",
    "Intake",
    "IntakeAttempt",
    "IntakeConflict",
    "IntakeFace",
    "IntakeMatch",
    "IntakeMessage",
    "IntakePerson",
    "IntakeRoute",
    "IntakeState",
    "MessageDirection",
    "NeutralStatus",
    "Referral",
    "ReferralFace",
    "ReferralMessage",
    "ReferralResponse",
    "ReferralState",
    "ResponseKind",
]
