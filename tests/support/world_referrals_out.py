"""Referrals out of the furnished case: a draft, one that was received, one that was taken on."""

from typing import Any

from caseload.referrals.models import Referral, ReferralFace
from caseload.referrals.referral_content import look_ahead
from caseload.referrals.services import referral_answers
from tests.factories import referrals as make
from tests.support.acting import acting, fresh


def furnish_referrals_out(world: Any) -> None:
    org, case, record = world.org, world.case, world.record
    agency = org.agency("harbour")
    make.agreement(by=org.worker, on=case, to=agency)
    words = {"sections": ["needs", "identity"]}
    record["received-referral"] = received = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=agency, **words)
    )
    record["accepted-referral"] = accepted = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=agency, **words)
    )
    record["referral"] = draft = make.referral(
        by=org.worker, on=case, to=agency, sections=["needs"]
    )
    record["referral-message"] = make.referral_message(by=org.worker, about=received)
    by = fresh(org.worker)
    with acting(by):
        record["referral-hash"] = look_ahead(by=by, referral=draft).content_hash
        referral_answers.record_response(
            by=by, referral=accepted, seen=accepted.version, kind="accept"
        )
        faces = ReferralFace.objects.visible_to(by)
        record["received-referral-face"] = faces.get(referral=received)
        record["accepted-referral-face"] = faces.get(referral=accepted)
        record["accepted-referral"] = Referral.objects.visible_to(by).get(pk=accepted.pk)
