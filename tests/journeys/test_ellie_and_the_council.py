"""Story D, steps 5, 6 and 9: who may agree for Ellie, what is told to protect her, and to whom not."""

from typing import Any

import pytest

from caseload.core.uk_time import uk_date
from caseload.core.working_days import working_days_between
from caseload.demo.telling import at
from tests.journeys.playing import Stage, code_of, opening
from tests.journeys.referring import Referred

COVER = "Daddy is working away"
HIS_WISH = "Wantstovisitmarker"
WORK = {"scope": "child_direct_work", "answer": "given", "method": "verbal"}
SESSION = {
    "channel": "face_to_face_office",
    "purposes": ["child_direct_work"],
    "headline": "First session",
    "minutes": 45,
}
CONCERN: dict[str, Any] = {
    "ground": "safeguarding_child",
    "categories": ["identity", "children", "risk"],
    "article6": "f_legitimate_interests",
    "article9": "g_substantial_public_interest",
    "schedule1": "p2_para18_safeguarding",
    "rationale": "The written agreement says that he does not visit",
    "concern": "He asked to visit, against the agreement",
    "agreement_not_sought_because": "Jean reported it herself and knows where it goes",
    "family_told": True,
}


@pytest.fixture
def jean(stage: Stage) -> Any:
    return stage.at("manager", "2025-05-19 09:30").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Jean", "family_name": "Fairhurst"},
            strand="kinship",
            lead_id=str(stage.org.worker.pk),
            family={},
        ),
    )


@pytest.fixture
def referral(stage: Stage, jean: Any) -> Referred:
    """From another strand of ours; nobody outside is told of it."""
    made = stage.at("intake_worker", "2025-06-16 09:00").post(
        "intakes",
        {
            "door": "internal",
            "source": "internal_transfer",
            "consent_model": "opt_in_explicit",
            "strand": "child_young_person",
            "subject": {
                "given_names": "Ellie",
                "family_name": "Fairhurst",
                "born_on": "2018-03-11",
                "born_precision": "day",
            },
            "contact_routes": [
                {"kind": "in_person", "label": "after school", "meeting": "allowed"}
            ],
        },
    )
    intake = Referred(stage, made["id"])
    intake.steps("2025-06-16 09:30", "triage")
    return intake


@pytest.fixture
def ellie(stage: Stage, jean: Any, referral: Referred) -> Any:
    """Led by ``second_worker``, who works with children."""
    return referral.accepted(
        "2025-06-16 10:00",
        who="manager",
        lead="second_worker",
        strand="child_young_person",
        family_id=jean["family_id"],
    )


@pytest.fixture
def reported(stage: Stage, jean: Any) -> Any:
    """The son asks Jean to let him visit; she reports it."""
    return stage.at("worker", "2025-07-02 10:00").logs(
        jean["id"], headline="Her son wants to visit", detail=HIS_WISH
    )


@pytest.fixture
def council(stage: Stage) -> dict[str, str]:
    return {"recipient_agency_id": str(stage.org.agency("council").pk)}


@pytest.fixture
def decided(stage: Stage, jean: Any, reported: Any, council: dict[str, str]) -> Any:
    """The safeguarding lead decides on the same working day."""
    lead = stage.at("safeguarding_lead", "2025-07-02 14:00", reason="safeguarding")
    return lead.post(f"cases/{jean['id']}/lawful-bases", CONCERN | council)


def test_D5_the_referral_from_within_becomes_a_case_of_her_own(
    stage: Stage, jean: Any, referral: Referred, ellie: Any
) -> None:
    seen = referral.seen("2025-06-16 10:30")

    # D5: internal Intake, child_young_person; in Jean's family, and not in her case (BR-30, BR-38).
    assert (seen["door"], seen["source"]) == ("internal", "internal_transfer")
    assert (seen["agency_id"], seen["state"]) == (None, "accepted")
    assert (ellie["strand"], ellie["family_id"]) == ("child_young_person", jean["family_id"])
    person = stage.at("second_worker", "2025-06-16 10:40").get(f"people/{ellie['client_id']}")
    assert person["born_on"] == "2018-03-11"
    stage.at("worker", "2025-06-16 10:40").get(f"cases/{ellie['id']}", status=404)
    stage.at("council", "2025-06-16 10:40").get(f"partner/intakes/{referral.id}", status=404)


@pytest.mark.parametrize(
    "standing", ["no", "not_known", "restricted_by_order", "shared_with_local_authority", ""]
)
def test_D5_jeans_word_alone_is_blocked(stage: Stage, ellie: Any, standing: str) -> None:
    worker = stage.at("second_worker", "2025-06-17 10:00")

    refused = worker.post(
        f"cases/{ellie['id']}/consents",
        WORK | {"giver": "parent_pr", "standing": standing},
        status=422,
    )

    # D5, BR-50: responsibility is shared with the local authority; `not_known` blocks as well.
    assert code_of(refused) == "responsibility_not_shown"
    assert worker.get(f"cases/{ellie['id']}/consents")["results"] == []


@pytest.mark.parametrize("competence", ["not_assessed", "too_young", "presumed_16_17", ""])
def test_D5_nor_does_a_child_of_seven_answer_unassessed(
    stage: Stage, ellie: Any, competence: str
) -> None:
    refused = stage.at("second_worker", "2025-06-17 10:00").post(
        f"cases/{ellie['id']}/consents",
        WORK | {"giver": "self", "competence": competence},
        status=422,
    )

    # D5, BR-50: `not_assessed` blocks.
    assert code_of(refused) == "competence_not_assessed"


def test_D5_the_social_workers_written_agreement_counts(stage: Stage, ellie: Any) -> None:
    worker = stage.at("second_worker", "2025-06-18 15:00")

    agreed = worker.post(
        f"cases/{ellie['id']}/consents",
        WORK
        | {
            "method": "written",
            "giver": "local_authority_pr",
            "standing": "shared_with_local_authority",
            "evidence": "Letter of the social worker, 17 June",
        },
    )

    # D5: PR is shared with the local authority -> the social worker's written agreement.
    assert (agreed["status"], agreed["giver"]) == ("given", "local_authority_pr")
    assert (agreed["method"], agreed["scope"]) == ("written", "child_direct_work")
    # BR-50: what was agreed for a child ends when the child is grown.
    grown = stage.at("second_worker", "2036-03-11 09:00")
    assert grown.get(f"cases/{ellie['id']}/consents/{agreed['id']}")["status"] == "expired"


def test_D5_the_first_session_is_three_working_days_after_receipt(stage: Stage, ellie: Any) -> None:
    worker = stage.at("second_worker", "2025-06-19 16:00")
    refused = worker.logs(ellie["id"], **SESSION, status=422)
    worker.post(
        f"cases/{ellie['id']}/relationships",
        {
            "person_role": "client",
            "is_child": True,
            "child_knowledge": "cover_story",
            "child_knowledge_words": COVER,
            "parental_responsibility": "shared_with_local_authority",
        },
    )
    made = worker.logs(ellie["id"], **SESSION)

    # D5, BR-37: not before it is said what she knows.
    assert code_of(refused) == "child_knowledge_needed"
    # D5: Thu 06-19 (3).
    assert made["reached_client"] is True
    assert working_days_between(uk_date(at("2025-06-16 09:00")), uk_date(worker.now)) == 3
    stage.at("worker", "2025-06-20 09:00").get("contacts")
    assert not stage.was_told("worker", COVER)


def test_D6_the_lead_decides_the_same_day_and_jean_knows(
    stage: Stage, jean: Any, reported: Any, decided: Any
) -> None:
    # D6, BR-43: with knowledge; nobody's "no" stands against it, so no second person is needed.
    assert (decided["ground"], decided["family_told"]) == ("safeguarding_child", True)
    assert (decided["overrides_refusal"], decided["needs_second"]) == (False, False)
    # D6, BR-45: the decision is of the day of the report.
    assert uk_date(at("2025-07-02 14:00")).isoformat() == decided["starts_at"][:10]


def test_D6_the_worker_does_not_decide_it_alone(
    stage: Stage, jean: Any, reported: Any, council: dict[str, str]
) -> None:
    path = f"cases/{jean['id']}"
    worker = stage.at("worker", "2025-07-02 11:00")

    own = worker.post(f"{path}/lawful-bases", CONCERN | council, status=403)
    early = worker.post(
        f"{path}/disclosures",
        {
            "purpose": "safeguarding",
            "categories": ["children", "risk"],
            "channel": "phone",
            "content": "Told before it was decided",
        }
        | council,
        status=409,
    )

    # D6: the lead decides `refer_with_knowledge`; before that nothing is told.
    assert own["code"] == "not-permitted"
    assert early["code"] in {"consent-required", "no-lawful-basis"}


@pytest.mark.parametrize("missing", ["concern", "agreement_not_sought_because", "family_told"])
def test_D6_a_decision_says_why_and_whether_the_family_knows(
    stage: Stage, jean: Any, reported: Any, council: dict[str, str], missing: str
) -> None:
    lead = stage.at("safeguarding_lead", "2025-07-02 14:00", reason="safeguarding")
    said = {name: word for name, word in CONCERN.items() if name != missing}

    refused = lead.post(f"cases/{jean['id']}/lawful-bases", said | council, status=422)

    # D6, BR-43: told / not told and why, what, to whom, ground.
    assert [(each["pointer"], each["code"]) for each in refused["errors"]] == [
        (f"/{missing}", "needed_by_ground")
    ]


def test_D6_children_services_are_told_by_telephone_and_the_line_is_theirs_to_see(
    stage: Stage, jean: Any, decided: Any, council: dict[str, str]
) -> None:
    told = stage.at("worker", "2025-07-02 15:00").post(
        f"cases/{jean['id']}/disclosures",
        {
            "purpose": "safeguarding",
            "categories": ["children", "risk"],
            "channel": "phone",
            "content": "He asked to visit; the agreement says that he does not",
        }
        | council,
    )

    # D6: told on that decision alone, to children's services alone.
    assert (told["lawful_basis_id"], told["consent_id"]) == (decided["id"], None)
    (line,) = stage.at("council", "2025-07-02 15:30").get("partner/disclosures")["results"]
    assert line["id"] == told["id"]
    assert stage.at("police", "2025-07-02 15:30").get("partner/disclosures")["results"] == []
    assert not stage.was_told("council", HIS_WISH)


def test_D6_their_response_is_recorded(
    stage: Stage, jean: Any, decided: Any, council: dict[str, str]
) -> None:
    worker = stage.at("worker", "2025-07-02 15:00")
    draft = worker.post(
        f"cases/{jean['id']}/referrals",
        {
            "destination_type": "childrens_services_safeguarding",
            "reason": "He asked to visit, against the agreement",
            "sections": ["identity", "household"],
        }
        | council,
    )
    path = f"cases/{jean['id']}/referrals/{draft['id']}"
    shown = worker.post(f"{path}/preview", status=200)
    sent = worker.post(
        f"{path}/send", {"content_hash": shown["content_hash"]}, status=200, if_match=1
    )
    theirs = f"partner/referrals/{sent['id']}"
    desk = stage.at("council", "2025-07-03 09:00")
    read = desk.get(theirs)
    desk.post(f"{theirs}/accept", status=200, if_match=f'"{read["version"]}"')
    stage.at("council", "2025-07-04 09:00").post(
        f"{theirs}/outcome", {"outcome": "assessment_only"}, status=200, if_match='"2"'
    )

    # D6: referred on the lead's decision, without an agreement; the response is on Jean's case.
    assert (shown["allowed"], shown["ground"]) == (True, "safeguarding_child")
    ended = stage.at("worker", "2025-07-04 10:00").get(path)
    assert (ended["state"], ended["outcome"]) == ("closed", "assessment_only")
    assert not stage.was_told("council", HIS_WISH)


def test_D9_her_mother_is_answered_as_anybody_is(stage: Stage, jean: Any, ellie: Any) -> None:
    worker = stage.at("worker", "2025-10-08 14:30")
    asked = worker.logs(
        jean["id"],
        direction="third_party_in",
        purposes=["administration"],
        headline="Somebody rang and asked for news of a child",
    )
    told = worker.post(
        f"cases/{jean['id']}/disclosures",
        {
            "recipient_name": "Ellie's mother",
            "recipient_kind": "other",
            "purpose": "routine_sharing",
            "categories": ["children"],
            "channel": "phone",
            "content": "How she is",
        },
        status=409,
    )

    # D9, BR-52: a neutral reply, logged where she rang; it reaches nobody and nothing is told.
    assert asked["reached_client"] is False
    assert told["code"] == "consent-required"
    hers = stage.at("second_worker", "2025-10-08 14:40")
    assert hers.get(f"cases/{ellie['id']}/contacts")["results"] == []
    for case, who in ((jean, "worker"), (ellie, "second_worker")):
        ledger = stage.at(who, "2025-10-08 14:45").get(f"cases/{case['id']}/disclosures")
        assert ledger["results"] == []
