"""What is done with contacts: filed, put right, kept as drafts. The front door of the app."""

from caseload.contacts.services.carrying import carry_over
from caseload.contacts.services.corrections import amend_contact, strike_out_contact
from caseload.contacts.services.drafts import (
    begin_draft,
    discard_draft,
    expire_drafts,
    finalise_draft,
    save_draft,
)
from caseload.contacts.services.log import (
    JointPart,
    log_contact,
    log_joint_contact,
    record_contact_incident,
)

__all__ = [
    "JointPart",
    "amend_contact",
    "begin_draft",
    "carry_over",
    "discard_draft",
    "expire_drafts",
    "finalise_draft",
    "log_contact",
    "log_joint_contact",
    "record_contact_incident",
    "save_draft",
    "strike_out_contact",
]
