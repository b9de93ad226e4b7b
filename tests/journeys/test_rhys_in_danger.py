"""Story C, steps 5 and 6: a brother's life is at risk, and the police are told against a "no"."""

from typing import Any

import pytest

from tests.journeys.playing import Stage, opening, same_problem

HIS_MESSAGE = "Bridgemarker"
DANGER: dict[str, Any] = {
    "ground": "vital_interests",
    "categories": ["identity", "risk"],
    "article6": "d_vital_interests",
    "article9": "c_vital_interests",
    "rationale": "His brother means to end his life tonight",
    "danger": "A message that he will end his life",
    "danger_at": "2025-04-11T20:15:00Z",
}
TOLD: dict[str, Any] = {
    "purpose": "safeguarding",
    "categories": ["identity", "risk"],
    "channel": "phone",
    "content": "Rang 999 at 21:18: a welfare concern, and where he is",
}


@pytest.fixture
def rhys(stage: Stage) -> str:
    opened = stage.at("south_manager", "2025-03-10 11:10").post(
        "cases",
        opening(
            stage.org,
            {"identity_level": "pseudonymous", "known_as": "Rhys"},
            team="south",
            uk_nation="wales",
            lead_id=str(stage.org.second_worker.pk),
        ),
    )
    case = str(opened["id"])
    stage.at("second_worker", "2025-03-10 11:30").post(
        f"cases/{case}/consents",
        {"scope": "share_police", "answer": "refused", "method": "verbal"},
    )
    return case


@pytest.fixture
def gwen(stage: Stage) -> str:
    """His mother, of the other team."""
    opened = stage.at("intake_worker", "2025-02-20 10:15").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Gwen", "family_name": "Evans"},
            uk_nation="wales",
            lead_id=str(stage.org.co_worker.pk),
        ),
    )
    return str(opened["id"])


@pytest.fixture
def police(stage: Stage) -> dict[str, str]:
    return {"recipient_agency_id": str(stage.org.agency("police").pk)}


@pytest.fixture
def basis(stage: Stage, rhys: str, police: dict[str, str]) -> Any:
    """A Friday night: the worker decides alone."""
    worker = stage.at("second_worker", "2025-04-11 21:17")
    worker.logs(
        rhys,
        happened_at="2025-04-11T20:15:00Z",
        purposes=["crisis_response"],
        headline="He is afraid for his brother's life tonight",
        detail=HIS_MESSAGE,
    )
    return worker.post(f"cases/{rhys}/lawful-bases", DANGER | police)


@pytest.fixture
def told(stage: Stage, rhys: str, basis: Any, police: dict[str, str]) -> Any:
    return stage.at("second_worker", "2025-04-11 21:18").post(
        f"cases/{rhys}/disclosures", TOLD | police
    )


def test_C5_on_any_other_day_his_no_is_heard(
    stage: Stage, rhys: str, police: dict[str, str]
) -> None:
    worker = stage.at("second_worker", "2025-04-10 10:00")
    routine = TOLD | {"purpose": "routine_sharing", "content": "How he is"}

    agency = worker.post(f"cases/{rhys}/disclosures", routine | police, status=409)
    # BR-43: a "no" to the police is a "no" to any officer by name.
    officer = worker.post(
        f"cases/{rhys}/disclosures",
        routine | {"recipient_name": "Sam Holt", "recipient_kind": "police"},
        status=409,
    )
    # Without a decision not even danger is told: that is one call, and it was not made here.
    protecting = worker.post(f"cases/{rhys}/disclosures", TOLD | police, status=409)

    assert agency["code"] == officer["code"] == "consent-required"
    assert protecting["code"] in {"consent-required", "no-lawful-basis"}
    assert worker.get(f"cases/{rhys}/disclosures")["results"] == []


def test_C5_danger_to_life_needs_no_second_person_and_no_consent(basis: Any) -> None:
    # C5, BR-43, BR-80: allowed while share_police = refused, and live as it is written.
    assert (basis["ground"], basis["overrides_refusal"]) == ("vital_interests", True)
    assert (basis["needs_second"], basis["approved_at"]) == (False, None)
    assert basis["confirmed_at"] is None


def test_C5_the_police_are_told_three_minutes_after_his_call(
    stage: Stage, rhys: str, basis: Any, told: Any
) -> None:
    worker = stage.at("second_worker", "2025-04-11 21:30")

    # C5: 999 at 21:18, ground vital_interests, no consent; the recipient's copy as sent (BR-44).
    assert (told["ground"], told["lawful_basis_id"]) == ("vital_interests", basis["id"])
    assert told["consent_id"] is None
    assert told["disclosed_at"].startswith("2025-04-11T")
    copy = worker.get(f"cases/{rhys}/disclosures/{told['id']}/copy")
    assert copy["content"] == {"told": TOLD["content"]}
    assert HIS_MESSAGE not in str(copy)
    # His "no" stands as it stood, for everything else.
    (answer,) = worker.get(f"cases/{rhys}/consents")["results"]
    assert (answer["scope"], answer["status"]) == ("share_police", "refused")


def test_C5_the_police_learn_that_they_were_told_and_nothing_of_him(
    stage: Stage, rhys: str, told: Any
) -> None:
    part = stage.at("police", "2025-04-11 22:00")

    (line,) = part.get("partner/disclosures")["results"]

    assert line["id"] == told["id"]
    part.get(f"partner/disclosures/{told['id']}")
    part.get(f"cases/{rhys}", status=403)
    for word in ("Rhys", HIS_MESSAGE, rhys):
        assert not stage.was_told("police", word)


def test_C5_the_lead_confirms_on_monday(stage: Stage, rhys: str, basis: Any, told: Any) -> None:
    tasks = stage.at("second_worker", "2025-04-12 09:00").get(f"cases/{rhys}/tasks")["results"]
    follow_up = [task for task in tasks if task["task_type"] == "safeguarding_follow_up"]
    # C5, BR-45: decided on Friday night, so due the next working day, Mon 04-14.
    assert [(task["due_on"], task["state"]) for task in follow_up] == [("2025-04-14", "open")]

    path = f"cases/{rhys}/lawful-bases/{basis['id']}/confirm"
    tag = f'"{basis["version"]}-{basis["id"][:8]}"'
    own = stage.at("second_worker", "2025-04-14 09:00").post(path, status=403, if_match=tag)
    lead = stage.at("safeguarding_lead", "2025-04-14 09:30", reason="safeguarding")
    due = lead.get("tasks", owner="anyone", due_until="2025-04-14")["results"]
    confirmed = lead.post(path, status=200, if_match=tag)

    # C5, BR-45: the lead confirms on Mon 04-14; nobody confirms their own decision.
    assert own["code"] == "not-permitted"
    assert [task["id"] for task in due] == [task["id"] for task in follow_up]
    assert confirmed["confirmed_by_id"] == str(stage.org.safeguarding_lead.pk)
    assert confirmed["confirmed_at"].startswith("2025-04-14")
    # What waited for it is done with it.
    task = lead.get(f"cases/{rhys}/tasks/{follow_up[0]['id']}")
    assert task["state"] == "done"


def test_C5_his_mothers_worker_hears_nothing_of_that_night(
    stage: Stage, gwen: str, rhys: str, told: Any
) -> None:
    part = stage.at("co_worker", "2025-04-14 10:00")

    # C5, BR-80: recorded in the reporter's case alone.
    for path in ("contacts", "tasks", "dashboards/caseload", f"cases/{gwen}/timeline"):
        part.get(path)
    for below in ("disclosures", "lawful-bases", "tasks", "consents"):
        assert part.get(f"cases/{gwen}/{below}")["results"] == []
        part.get(f"cases/{rhys}/{below}", status=404)
    for word in (HIS_MESSAGE, "Rhys", "vital_interests"):
        assert not stage.was_told("co_worker", word)


def test_C6_his_mother_is_answered_as_if_he_were_nobody(
    stage: Stage, gwen: str, rhys: str, told: Any
) -> None:
    part = stage.at("co_worker", "2025-05-02 10:20")
    refused = part.post(f"cases/{rhys}/disclosures", TOLD | {"recipient_name": "x"}, status=404)
    invented = part.post(
        f"cases/{stage.org.worker.pk}/disclosures", TOLD | {"recipient_name": "x"}, status=404
    )
    asked = part.logs(
        gwen,
        direction="third_party_in",
        purposes=["administration"],
        headline="She asked whether her son uses the service",
    )

    # C6, BR-52: the same answer whether or not there is a case; logged on Gwen's alone.
    assert same_problem(refused, invented)
    assert part.finds(name="Rhys") == []
    assert asked["reached_client"] is False
    his = stage.at("second_worker", "2025-05-02 10:30").get(f"cases/{rhys}/contacts")["results"]
    assert [row["headline"] for row in his] == ["He is afraid for his brother's life tonight"]
    # Nothing about him was told to her: her case has no line in the ledger.
    assert part.get(f"cases/{gwen}/disclosures")["results"] == []
