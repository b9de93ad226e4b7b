"""What is done with referrals, in (intakes) and out; one theme a module."""
