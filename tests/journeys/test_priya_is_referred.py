"""Story B, steps 6 and 7: Priya is referred for legal advice, and what a court said stays here."""

from typing import Any

import pytest

from tests.factories import referrals as make
from tests.journeys.playing import Stage, opening
from tests.support.standard import MORNING

COURT = "Timetablemarker"
SECTIONS = ["identity", "household", "needs"]


@pytest.fixture
def priya(stage: Stage) -> str:
    opened = stage.at("intake_worker", "2025-01-13 11:20").post(
        "cases",
        opening(
            stage.org,
            {"given_names": "Priya", "family_name": "Nair-Holt"},
            lead_id=str(stage.org.worker.pk),
        ),
    )
    return str(opened["id"])


@pytest.fixture
def agreed(stage: Stage, priya: str) -> None:
    from caseload.clients.models import Case  # noqa: PLC0415 - near its use
    from tests.support.acting import acting, fresh  # noqa: PLC0415 - near its use

    by = fresh(stage.org.worker)
    with acting(by):
        case = Case.objects.visible_to(by).get(pk=priya)
    make.agreement(by=stage.org.worker, on=case, to=stage.org.agency("harbour"), at=MORNING)


def _sent(stage: Stage, priya: str, when: str) -> Any:
    worker = stage.at("worker", when)
    draft = worker.post(
        f"cases/{priya}/referrals",
        {
            "recipient_agency_id": str(stage.org.agency("harbour").pk),
            "destination_type": "legal_family",
            "reason": "Advice before proceedings about her son",
            "sections": SECTIONS,
        },
    )
    path = f"cases/{priya}/referrals/{draft['id']}"
    shown = worker.post(f"{path}/preview", status=200)
    return worker.post(
        f"{path}/send", {"content_hash": shown["content_hash"]}, status=200, if_match=1
    )


def test_B6_a_referral_to_a_solicitor_is_chased_on_13_may_and_ends_with_its_outcome(
    stage: Stage, priya: str, agreed: None
) -> None:
    sent = _sent(stage, priya, "2025-04-28 11:00")
    assert sent["chase_on"] == "2025-05-13"

    path = f"partner/referrals/{sent['id']}"
    harbour = stage.at("harbour", "2025-05-02 10:00")
    read = harbour.get(path)
    assert read["content"]["sections"]["identity"]["given_names"] == "Priya"
    harbour.post(f"{path}/accept", status=200, if_match=f'"{read["version"]}"')
    later = stage.at("harbour", "2025-05-20 10:00")
    ended = later.post(
        f"{path}/outcome", {"outcome": "service_started"}, status=200, if_match='"2"'
    )

    assert ended["state"] == "closed"
    worker = stage.at("worker", "2025-05-20 11:00")
    assert worker.get(f"cases/{priya}/referrals/{sent['id']}")["outcome"] == "service_started"
    entries = worker.get(f"cases/{priya}/timeline", kind="referral")["results"]
    assert entries[0]["what"] == "closed"
    assert entries[0]["facts"]["outcome"] == "service_started"


def test_B7_what_a_party_told_of_the_court_goes_to_no_agency(
    stage: Stage, priya: str, agreed: None
) -> None:
    worker = stage.at("worker", "2025-06-09 15:00", reason="allocated-work")
    worker.logs(priya, headline=f"{COURT}: the court's timetable", sensitivity="legally_restricted")
    worker.post(
        f"cases/{priya}/relationships",
        {
            "person_role": "child_in_family",
            "name_as_told": "Rohan",
            "is_child": True,
            "note": f"{COURT}: hearing",
            "sensitivity": "legally_restricted",
        },
    )
    for asked in ("family_court_document", "documents", "contacts"):
        worker.post(
            f"cases/{priya}/referrals",
            {
                "recipient_name": "A solicitor",
                "destination_type": "legal_family",
                "reason": "Advice",
                "sections": [asked],
            },
            status=422,
        )

    sent = _sent(stage, priya, "2025-06-10 09:00")

    harbour = stage.at("harbour", "2025-06-10 10:00")
    read = harbour.get(f"partner/referrals/{sent['id']}")
    harbour.get("partner/referrals")
    harbour.get(f"partner/referrals/{sent['id']}/messages")
    harbour.get(f"cases/{priya}/contacts", status=403)
    assert read["content"]["sections"]["household"] == {"children": 0, "ages": []}
    for word in (COURT, "Rohan", priya):
        assert not stage.was_told("harbour", word)
