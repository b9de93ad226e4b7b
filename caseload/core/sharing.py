"""What is shared with whom: the fixed words of the gate.

Closed choices and no code lists, because whether something may leave is decided by them.
"""

from django.db import models


class AgencyKind(models.TextChoices):
    """What an agency is; decides which consent covers telling it something."""

    POLICE = "police", "Police"
    CHILDRENS_SERVICES = "childrens_services", "Children's services"
    NHS = "nhs", "NHS"
    SCHOOL = "school", "School or college"
    CHARITY = "charity", "Other charity"
    OTHER = "other", "Other"


class DataCategory(models.TextChoices):
    """What kind of thing is told. ``status`` is the neutral state of a referral and no more."""

    STATUS = "status", "That and how a referral stands"
    IDENTITY = "identity", "Identity"
    CONTACT = "contact", "Safe ways to reach the person"
    CHILDREN = "children", "Children"
    HEALTH = "health", "Health"
    RISK = "risk", "Risk"
    OFFENCE_RELATED = "offence_related", "The investigation"
    NOTES = "notes", "What was said"


class Purpose(models.TextChoices):
    """Why an agency and the charity exchange anything; named in their agreement."""

    REFERRAL_IN = "referral_in", "The agency refers people to us"
    REFERRAL_FEEDBACK = "referral_feedback", "The agency learns how its referral stands"
    REFERRAL_OUT = "referral_out", "We refer people to the agency"
    ROUTINE_SHARING = "routine_sharing", "Sharing that the person agreed to"
    SAFEGUARDING = "safeguarding", "Protecting a child or an adult at risk"
    LEGAL_REQUEST = "legal_request", "An order or a written request"
