"""What is done with referrals, in and out; one theme a module."""
