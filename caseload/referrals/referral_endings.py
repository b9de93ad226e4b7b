"""What the end of a disclosure means for the referral out that it was, in the same transaction.

Before acceptance it takes the referral back; after it, access ends and people decide (2.7).
"""

from caseload.access.operations import Event
from caseload.clients import summaries
from caseload.consents.models import AccessEnd, Disclosure
from caseload.referrals.models import Referral
from caseload.referrals.referral_rules import follows_the_end, reason_of_end
from caseload.referrals.referral_steps import tell_lead
from caseload.referrals.services import referrals_out


def follow_end_of_access(event: Event) -> None:
    """Subscribed to ``disclosure.ended``; whoever ended it follows it up."""
    disclosure: Disclosure = event.result
    by = event.by
    # An answer of the agency that runs at the same time waits, and finds the end.
    summaries.lock(disclosure.case_id)
    referral = Referral.objects.visible_to(by).filter(disclosure_id=disclosure.pk).first()
    if referral is None or referral.access_ended_at is not None:
        return
    ended = disclosure.access_ended_reason
    if follows_the_end(referral.state) and ended != AccessEnd.RECALLED:
        referrals_out.withdraw_referral(
            by=by, referral=referral, seen=None, reason=reason_of_end(ended), ended=ended
        )
    else:
        referrals_out.note_end_of_access(by=by, referral=referral, ended=ended)
    tell_lead(
        by=by,
        referral=referral,
        rule_key=f"referral.access_ended:{referral.pk}",
        title="A referral may not be read by its recipient any more",
    )
