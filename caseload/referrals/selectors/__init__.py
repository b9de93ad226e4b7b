"""What is read of referrals, in and out; one theme a module."""
