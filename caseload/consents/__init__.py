"""Consents, lawful bases, the gate that everything leaving the charity passes, and its ledger.

Promises law 4: nothing leaves without a basis. ``gate.may_disclose`` decides, at the moment it
happens, and every disclosure is a row that says what was sent, to whom, why and on which basis.
"""
