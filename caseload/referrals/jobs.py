"""Jobs of this app, found at start-up."""

from caseload.referrals.referral_jobs import chase

__all__ = ["chase"]
