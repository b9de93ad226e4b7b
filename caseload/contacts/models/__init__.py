"""Contacts, attempts and drafts."""

from caseload.contacts.models.contact import Contact
from caseload.contacts.models.draft import ContactDraft, DraftEnding

__all__ = ["Contact", "ContactDraft", "DraftEnding"]
