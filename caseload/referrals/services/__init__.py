"""What is done with referrals: in (intakes) and out. One module a kind of act."""
