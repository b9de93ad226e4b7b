"""What of a referral the gate is asked about."""

from collections.abc import Iterable
from uuid import UUID

from caseload.consents import gate
from caseload.consents.gate import Recipient
from caseload.core.actor import Actor
from caseload.core.sharing import DataCategory, Purpose
from caseload.referrals.models import IntakeFace


def of_intakes(intake_ids: Iterable[UUID]) -> dict[UUID, gate.Known]:
    """How intakes stand, in one query.

    On the consents of the case that each became, or on what the person answered before there was one.
    """
    return gate.asked_together(
        "SELECT of, acl.intake_facts(of) FROM unnest(%s::uuid[]) AS asked (of)", intake_ids
    )


def may_tell_referrer(*, by: Actor, face: IntakeFace, facts: gate.Known) -> gate.Verdict:
    """May the agency be told how its own intake stands, in a word that needs the person's yes?"""
    return gate.may_disclose(
        by=by,
        recipient=Recipient(agency_id=face.agency_id),
        subject=facts,
        categories={DataCategory.STATUS},
        purpose=Purpose.REFERRAL_FEEDBACK,
    )
