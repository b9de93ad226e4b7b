"""That support is offered is told as anything of a case is: in the ledger, with a receipt (BR-13, E9)."""

from datetime import timedelta

import pytest

from caseload.access.acting import at_the_desk
from caseload.consents.models import Disclosure, DisclosureReceipt
from caseload.referrals import feedback_desk
from caseload.referrals.selectors import intakes as reads
from caseload.referrals.services import triage
from tests.factories import referrals as make
from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING, program_actor

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ON_BEHALF = {"Caseload-On-Behalf-Of": 'id="42", name="PC Adams", role="officer"'}


def told_on(org, case, at=MORNING + 9 * HOUR):
    by = fresh(org.worker, at)
    with acting(by, at):
        rows = Disclosure.objects.visible_to(by).filter(case=case).order_by("disclosed_at")
        return [
            (
                row,
                list(
                    DisclosureReceipt.objects.visible_to(by)
                    .filter(disclosure=row)
                    .order_by("recorded_at")
                    .values_list("recorded_at", "on_behalf")
                ),
            )
            for row in rows
        ]


def test_reading_that_support_is_offered_is_one_disclosure_with_a_receipt_each_time(org, client_as):
    accepted, case = make.accepted_intake(org, feedback="given")
    assert told_on(org, case) == []
    first, second = MORNING + HOUR, MORNING + 2 * HOUR

    one = client_as("police", at=first).call(
        "GET", f"partner/intakes/{accepted.pk}", headers=ON_BEHALF
    )
    many = client_as("police", at=second).get("partner/intakes")
    commit_check()

    assert one.json()["status"] == "support_offered"
    assert many.json()["results"] == [one.json()]
    ((told, receipts),) = told_on(org, case)
    assert (told.purpose, told.categories) == ("referral_feedback", ["status"])
    assert (told.recipient_agency_id, told.source_id) == (org.agency("police").pk, accepted.pk)
    assert told.consent_id is not None
    assert receipts == [(first, "42, PC Adams, officer"), (second, "")]


def test_what_is_said_without_a_yes_is_no_disclosure_of_a_case(org, client_as):
    silent, case = make.accepted_intake(org)
    considered = make.intake(org)
    by = fresh(org.intake_worker)
    with acting(by):
        triage.record_feedback_answer(
            by=by, intake=considered, seen=considered.version, answer="given", method="verbal"
        )
    police = client_as("police", at=MORNING + HOUR)

    assert police.get(f"partner/intakes/{silent.pk}").json()["status"] == "received"
    assert police.get(f"partner/intakes/{considered.pk}").json()["status"] == "being_considered"
    assert told_on(org, case) == []


def test_taking_the_yes_back_ends_what_was_told_and_a_new_yes_is_a_new_line(org, client_as):
    accepted, case = make.accepted_intake(org, feedback="given")
    path = f"partner/intakes/{accepted.pk}"
    client_as("police", at=MORNING + HOUR).get(path)
    worker = client_as("worker", at=MORNING + 2 * HOUR)
    consent = worker.get(f"cases/{case.pk}/consents").json()["results"][0]

    taken = worker.post(
        f"cases/{case.pk}/consents/{consent['id']}/withdraw",
        {"method": "verbal"},
        if_match=consent["version"],
    ).json()

    ((told, _),) = told_on(org, case)
    assert taken["ended_disclosure_ids"] == [str(told.pk)]
    assert told.access_ended_reason == "withdrawn"
    assert client_as("police", at=MORNING + 3 * HOUR).get(path).json()["status"] == "received"
    assert len(told_on(org, case)) == 1
    client_as("worker", at=MORNING + 4 * HOUR).post(
        f"cases/{case.pk}/consents",
        {
            "scope": "feedback_to_referrer_status",
            "answer": "given",
            "method": "verbal",
            "recipient_agency_id": str(org.agency("police").pk),
            "categories": ["status"],
        },
    )
    again = client_as("police", at=MORNING + 5 * HOUR).get(path).json()
    assert again["status"] == "support_offered"
    assert [bool(row.access_ended_at) for row, _ in told_on(org, case)] == [True, False]


def test_what_was_taken_back_in_this_moment_is_not_told(org):
    """The face still says so; the gate, asked under the case's lock, does not."""
    accepted, case = make.accepted_intake(org)
    by = program_actor(org.programs["police"])
    with acting(by):
        face = reads.my_face(by=by, intake_id=accepted.pk)
        with at_the_desk(by) as desk:
            told = feedback_desk.tell_referrers(by=desk, faces=[face])

    assert told == {}
    assert told_on(org, case) == []
