"""One model a file; import them from here."""

from caseload.referrals.models.referral import Channel, Referral, ReferralState
from caseload.referrals.models.referral_face import FaceState, ReferralFace
from caseload.referrals.models.referral_message import MessageDirection, ReferralMessage
from caseload.referrals.models.referral_response import ReferralResponse, ResponseKind

__all__ = [
    "Channel",
    "FaceState",
    "MessageDirection",
    "Referral",
    "ReferralFace",
    "ReferralMessage",
    "ReferralResponse",
    "ReferralState",
    "ResponseKind",
]
