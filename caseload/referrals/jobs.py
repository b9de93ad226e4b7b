"""Jobs of this app, found at start-up."""

from caseload.referrals.intake_jobs import cut_intakes, follow_time
from caseload.referrals.referral_jobs import chase

__all__ = ["chase", "cut_intakes", "follow_time"]
