"""What the receiving agency sees of a referral out moves here and nowhere else."""

from caseload.access.operations import operation
from caseload.access.permissions import Permission
from caseload.core import clock
from caseload.core.actor import Actor
from caseload.referrals.models import Referral, ReferralFace
from caseload.referrals.referral_rules import face_of


@operation("referral_face.changed", needs=Permission.REFER_OUT, on="referral")
def change_face(
    *, by: Actor, referral: Referral, face: ReferralFace, seen: int | None = None
) -> ReferralFace:
    """Let the receiving agency see where its referral stands now.

    Raises:
        StaleVersion: the agency saw an older version of its side.
    """
    return face.change(
        seen=seen,
        reason=None,
        state=face_of(referral.state) or face.state,
        changed_at=clock.now(),
    )
