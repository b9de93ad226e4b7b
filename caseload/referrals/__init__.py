"""Referrals in (intakes) and out, their states and their messages.

An intake is stored before it is judged, and nobody of it is a person or a case before somebody
accepts it. A referral out is what the person was shown, sent as it was shown.
"""
