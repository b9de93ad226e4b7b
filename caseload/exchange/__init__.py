"""What partners are told has changed: outbox, webhooks and change feed.

Thin on purpose: an event says that something changed, and the read that follows is checked and
traced. No rules of the work live here.
"""
