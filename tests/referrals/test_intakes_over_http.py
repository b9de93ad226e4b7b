"""Referrals in over HTTP: what the agency is told, what triage sees, what acceptance carries."""

import json
from datetime import timedelta

import pytest

from caseload.clients.services import barriers
from caseload.contacts.models import Contact
from tests.factories import clients
from tests.factories import referrals as make
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

MARKERS = ("Ivy", "Larkspur", "900301", "Quillharbour")
SAID = {
    "external_reference": "0193/26",
    "source": "police_polit",
    "consent_model": "opt_out_notified",
    "police_reference": "Quillharbour-77",
    "subject": make.SOMEBODY,
    "contact_routes": [make.A_PHONE],
}
MEMBERS = {
    "id",
    "reference",
    "external_reference",
    "status",
    "received_at",
    "updated_at",
    "version",
}


def sent(client_as, **more):
    answer = client_as("police").post("partner/intakes", SAID | more)
    assert answer.status_code == 201, answer.content
    return answer


def test_an_agency_is_told_seven_things_and_nothing_that_it_sent(client_as):
    answer = sent(client_as)

    assert set(answer.json()) == MEMBERS
    assert answer.json()["status"] == "received"
    assert not any(marker in answer.content.decode() for marker in MARKERS)


def test_the_same_reference_again_says_which_has_it(client_as):
    first = sent(client_as).json()

    again = client_as("police").post("partner/intakes", SAID)

    assert (again.status_code, again.json()["code"]) == (409, "duplicate-reference")
    assert again.json()["existing_id"] == first["id"]
    # Another agency's reference is its own.
    assert client_as("harbour").post("partner/intakes", SAID).status_code == 201


@pytest.mark.parametrize("way", [{}, {"kind": "phone", "value": "07700 900301"}])
def test_how_somebody_can_be_reached_safely_is_asked_before_anything_else(client_as, way):
    routes = [way] if way else []

    refused = client_as("police").post("partner/intakes", SAID | {"contact_routes": routes})

    assert refused.status_code == 422, refused.content
    assert "safe_contact_needed" in {e["code"] for e in refused.json()["errors"]}
    assert client_as("police").get("partner/intakes").json()["results"] == []


def test_what_is_wrong_with_one_of_several_says_which(client_as):
    wrong = {"contact_routes": [make.A_PHONE, {"kind": "pigeon"}], "others": [{"born_on": "x"}]}

    refused = client_as("police").post("partner/intakes", SAID | wrong)

    assert [error["pointer"] for error in refused.json()["errors"]] == [
        "/contact_routes/1/kind",
        "/others/0/born_on",
    ]


def test_the_police_reference_is_kept_as_a_hash_alone(org, client_as):
    made = sent(client_as).json()

    seen = client_as("intake_worker").get(f"intakes/{made['id']}")

    assert "Quillharbour" not in seen.content.decode()


def test_another_agency_finds_nothing(client_as):
    made = sent(client_as).json()

    for path in (f"partner/intakes/{made['id']}", f"partner/intakes/{made['id']}/messages"):
        assert client_as("harbour").get(path).status_code == 404
    assert client_as("harbour").get("partner/intakes").json()["results"] == []


def test_support_is_told_only_while_the_person_agrees(org, client_as):
    intake = make.intake(org)
    accepted, case = make.accepted_intake(org, intake, feedback="given")
    police = client_as("police", at=MORNING + timedelta(hours=1))
    path = f"partner/intakes/{accepted.pk}"

    before = police.get(path).json()
    worker = client_as("worker", at=MORNING + timedelta(hours=2))
    consent = worker.get(f"cases/{case.pk}/consents").json()["results"][0]
    worker.post(
        f"cases/{case.pk}/consents/{consent['id']}/withdraw",
        {"method": "verbal"},
        if_match=consent["version"],
    )
    after = client_as("police", at=MORNING + timedelta(hours=3)).get(path).json()
    late = client_as("police", at=MORNING + timedelta(days=28)).get(path).json()

    assert before["status"] == "support_offered"
    assert after["status"] == "received"
    assert after["version"] > before["version"]
    assert late["status"] == "closed"


def test_without_a_yes_nothing_moves_when_somebody_is_accepted(org, client_as):
    intake = make.intake(org)
    path = f"partner/intakes/{intake.pk}"
    before = client_as("police").get(path).json()

    make.accepted_intake(org, intake)

    assert client_as("police").get(path).json() == before


def test_a_conflict_of_interest_shows_as_not_able_to_offer(org, client_as):
    intake = make.intake(org)
    client_as("intake_worker").post(
        f"intakes/{intake.pk}/decline",
        {"decline_reason": "conflict_of_interest", "signposts": ["A helpline"]},
        if_match=intake.version,
    )

    told = client_as("police").get(f"partner/intakes/{intake.pk}")

    assert told.json()["status"] == "not_able_to_offer"
    assert "conflict" not in told.content.decode()


def test_taking_it_back_is_always_taken_and_tells_nothing(org, client_as):
    open_one = make.intake(org)
    taken, _ = make.accepted_intake(org)
    answers = []
    for row in (open_one, taken):
        path = f"partner/intakes/{row.pk}"
        police = client_as("police")
        seen = police.get(path).json()["version"]
        answers.append(
            police.post(f"{path}/withdraw", {"withdrawal_reason": "referrer_error"}, if_match=seen)
        )

    told = [{**a.json(), "id": "", "reference": "", "external_reference": ""} for a in answers]
    assert [a.status_code for a in answers] == [200, 200]
    assert told[0] == told[1]
    assert told[0]["status"] == "closed"
    state = client_as("intake_worker").get(f"intakes/{open_one.pk}").json()["state"]
    kept = client_as("intake_worker").get(f"intakes/{taken.pk}").json()["state"]
    assert (state, kept) == ("withdrawn", "accepted")


def test_a_safe_way_sent_later_brings_an_unsafe_one_back_to_triage(org, client_as):
    row = make.intake(org)
    client_as("intake_worker").post(f"intakes/{row.pk}/mark-unsafe", {}, if_match=row.version)
    police = client_as("police")
    told = police.get(f"partner/intakes/{row.pk}").json()

    answer = police.post(
        f"partner/intakes/{row.pk}/amendments",
        {"contact_routes": [{"kind": "phone", "value": "07700 900302", "call": "allowed"}]},
        if_match=told["version"],
    )

    assert told["status"] == "no_safe_contact"
    assert answer.status_code == 200, answer.content
    assert client_as("intake_worker").get(f"intakes/{row.pk}").json()["state"] == "triage"
    routes = client_as("intake_worker").get(f"intakes/{row.pk}/routes").json()["results"]
    assert len(routes) == 2


def test_an_unsafe_attempt_is_refused_and_nothing_is_saved(org, client_as):
    row = make.intake(org)
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    triage = client_as("intake_worker")
    body = {
        "person_id": str(person.pk),
        "route_id": str(route.pk),
        "channel": "voicemail",
        "outcome": "voicemail_left_agreed",
        "happened_at": MORNING.isoformat(),
    }

    refused = triage.post(f"intakes/{row.pk}/attempts", body)

    assert (refused.status_code, refused.json()["code"]) == (409, "unsafe-contact")
    assert refused.json()["errors"][0]["pointer"] == "/route_id"
    assert triage.get(f"intakes/{row.pk}/attempts").json()["results"] == []


def test_acceptance_carries_ways_and_attempts_with_time_and_author(org, client_as):
    row = make.intake(org)
    person, route = make.intake_person(org, row), make.intake_route(org, row)
    client_as("intake_worker").post(
        f"intakes/{row.pk}/attempts",
        {
            "person_id": str(person.pk),
            "route_id": str(route.pk),
            "channel": "phone_call",
            "outcome": "spoke_with_client",
            "headline": "She will think about it",
            "happened_at": MORNING.isoformat(),
        },
    )

    accepted, case = make.accepted_intake(org, row)

    by = fresh(org.worker)
    with acting(by):
        (contact,) = Contact.objects.visible_to(by).filter(case=case)
    assert accepted.state == "accepted"
    assert accepted.first_two_way_at == MORNING
    assert contact.happened_at == MORNING
    assert contact.first_recorded_by_id == org.intake_worker.pk
    ways = client_as("worker").get(f"cases/{case.pk}/safe-contact-routes").json()["results"]
    assert [(w["call"], w["voicemail"]) for w in ways] == [("allowed", "not_safe")]


def test_i_know_this_family_hides_it_at_once_and_becomes_an_exclusion(org, client_as):
    row = make.intake(org)
    manager = client_as("manager")

    said = manager.post(f"intakes/{row.pk}/declare-conflict", {})
    hidden = manager.get(f"intakes/{row.pk}")
    _, case = make.accepted_intake(org, row)

    assert (said.status_code, hidden.status_code) == (204, 404)
    assert str(row.pk) not in manager.get("intakes").content.decode()
    # The case is of the manager's own team, and stays out of sight.
    assert manager.get(f"cases/{case.pk}").status_code == 404
    assert client_as("worker").get(f"cases/{case.pk}").status_code == 200


def test_a_match_of_somebody_excluded_is_held_for_the_safeguarding_lead(org, client_as):
    known = clients.case(
        org, lead=org.worker, person={"given_names": "Linden", "family_name": "Fairweather"}
    )
    lead = fresh(org.safeguarding_lead)
    with acting(lead):
        barriers.declare_exclusion(
            by=lead,
            person=known.client,
            user_id=org.stranger.pk,
            reason_code="staff_personal_connection",
        )
    about = {"given_names": "Linden", "family_name": "Fairweather"}
    made = sent(client_as, subject=about).json()

    assert client_as("intake_worker").get(f"intakes/{made['id']}").status_code == 404
    chief = client_as("safeguarding_lead", reason="safeguarding")
    (match,) = chief.get("intake-matches").json()["results"]
    assert match["held"] is True
    chief.post(
        f"intake-matches/{match['id']}/review",
        {"outcome": "same_person", "release": True},
        if_match=match["version"],
    )
    assert client_as("intake_worker").get(f"intakes/{made['id']}").status_code == 200


def test_a_match_across_a_barrier_gives_triage_no_hint(org, client_as):
    """Story B: the match is the safeguarding lead's alone; the referral stays in the queue."""
    plain = sent(client_as).json()
    clients.case(
        org,
        lead=org.stranger,
        team=org.south,
        strand="suspect_support",
        person={"given_names": "Marcus", "family_name": "Holt"},
    )
    made = sent(
        client_as,
        external_reference="0194/26",
        subject={"given_names": "Marcus", "family_name": "Holt"},
    ).json()
    triage = client_as("intake_worker")

    ours, other = (triage.get(f"intakes/{row['id']}").json() for row in (made, plain))

    differing = {"id", "reference", "external_reference"}
    assert {k: v for k, v in ours.items() if k not in differing} == {
        k: v for k, v in other.items() if k not in differing
    }
    chief = client_as("safeguarding_lead", reason="safeguarding")
    assert len(chief.get("intake-matches").json()["results"]) == 1


def test_only_a_manager_lowers_the_urgency(org, client_as):
    row = make.intake(org, urgency="urgent")
    body = {"urgency": "standard", "reason": "calmer now"}

    refused = client_as("intake_worker").patch(f"intakes/{row.pk}", body, if_match=row.version)
    lowered = client_as("manager").patch(f"intakes/{row.pk}", body, if_match=row.version)

    assert (refused.status_code, lowered.status_code) == (403, 200)


def test_nothing_free_is_written_to_the_referrer_once_somebody_decided(org, client_as):
    """From then on there is something to tell: the case's own gate says whether it may be."""
    accepted, _ = make.accepted_intake(org)
    path = f"intakes/{accepted.pk}/messages"

    refusal = client_as("intake_worker").post(path, {"body": "She has started with us"})

    assert (refusal.status_code, refusal.json()["code"]) == (409, "invalid-transition")
    theirs = client_as("police").get(f"partner/{path}").json()["results"]
    assert "started" not in str(theirs)


def test_who_said_no_to_telling_the_referrer_said_no_to_messages_and_questions(org, client_as):
    row = make.intake(org)
    worker = client_as("intake_worker")
    path = f"intakes/{row.pk}"
    answered = worker.post(
        f"{path}/feedback-answer", {"answer": "refused", "method": "verbal", "version": row.version}
    )
    assert answered.status_code == 200, answered.content

    told = worker.post(f"{path}/messages", {"body": "Was she told?"})
    asked = worker.post(
        f"{path}/request-information",
        {"question": "Was she told?", "version": answered.json()["version"]},
    )

    assert [told.json()["code"], asked.json()["code"]] == ["consent-required"] * 2
    assert worker.get(path).json()["version"] == answered.json()["version"]
    assert client_as("police").get(f"partner/{path}/messages").json()["results"] == []


def test_messages_go_both_ways_and_stay_with_their_agency(org, client_as):
    row = make.intake(org)
    client_as("intake_worker").post(f"intakes/{row.pk}/messages", {"body": "Was she told?"})
    client_as("police").post(f"partner/intakes/{row.pk}/messages", {"body": "Yes, on the day"})

    theirs = client_as("police").get(f"partner/intakes/{row.pk}/messages").json()["results"]

    assert {(m["direction"], m["body"]) for m in theirs} == {
        ("out", "Was she told?"),
        ("in", "Yes, on the day"),
    }
    assert all(set(m) == {"id", "direction", "body", "sent_at"} for m in theirs)
    assert not any(str(org.intake_worker.pk) in json.dumps(m) for m in theirs)
