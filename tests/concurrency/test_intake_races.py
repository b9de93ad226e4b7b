"""Referrals that arrive at the same moment: one reference is one intake, whatever the door."""

from collections import Counter
from functools import partial
from typing import Any

import pytest

from tests.factories import referrals as make
from tests.support.client import Api
from tests.support.databases import administrator_of_clone
from tests.support.races import at_once, rounds
from tests.support.world import LATER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

SUBMISSIONS = 200
AT_ONCE = 50
"""Each with a connection of its own; the embedded server holds a hundred."""
SAID = {
    "external_reference": "0193/26",
    "source": "police_polit",
    "consent_model": "opt_out_notified",
    "subject": make.SOMEBODY,
    "contact_routes": [make.A_PHONE],
}


def kept() -> list[tuple[str, str]]:
    """Door and reference of every intake, and that each has its face, person and route."""
    with administrator_of_clone() as admin:
        return admin.execute(
            "SELECT i.door, i.external_reference FROM referrals_intake i "
            "JOIN referrals_intakeperson p ON p.intake_id = i.id "
            "JOIN referrals_intakeroute r ON r.intake_id = i.id "
            "LEFT JOIN referrals_intakeface f ON f.intake_id = i.id "
            "WHERE i.door <> 'partner_api' OR f.id IS NOT NULL ORDER BY 1, 2"
        ).fetchall()


def test_K3_one_reference_sent_two_hundred_times_at_once_is_one_intake(org):
    apis = [Api(org.programs["police"], at=LATER) for _ in range(AT_ONCE)]

    def submit(api: Api) -> list[Any]:
        return [
            api.post("partner/intakes", SAID) for _ in range(max(1, rounds(SUBMISSIONS) // AT_ONCE))
        ]

    answers = [each for some in at_once(*[partial(submit, api) for api in apis]) for each in some]

    counted = Counter(answer.status_code for answer in answers)
    assert counted == {201: 1, 409: len(answers) - 1}, counted
    (made,) = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {problem["code"] for problem in refused} == {"duplicate-reference"}
    assert {problem["existing_id"] for problem in refused} == {made}
    assert kept() == [("partner_api", "0193/26")]


def test_K3_one_key_sent_by_many_at_once_has_one_effect(org):
    apis = [Api(org.programs["police"], at=LATER) for _ in range(16)]

    answers = at_once(*[partial(api.post, "partner/intakes", SAID, key='"same"') for api in apis])

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert kept() == [("partner_api", "0193/26")]


def test_batches_that_share_references_never_wait_each_for_each(org):
    """Sent in opposite orders, the very thing that ends in a deadlock."""
    items = [SAID | {"external_reference": f"R-{n:02}", "client_ref": str(n)} for n in range(10)]
    apis = [Api(org.programs["police"], at=LATER) for _ in range(8)]
    for turn in range(rounds(10)):
        mine = [item | {"external_reference": f"{turn}/{item['client_ref']}"} for item in items]
        orders = [mine if n % 2 else mine[::-1] for n in range(len(apis))]
        answers = at_once(
            *[
                partial(api.post, "partner/intakes/batch", {"items": order})
                for api, order in zip(apis, orders, strict=True)
            ]
        )

        assert {answer.status_code for answer in answers} == {207}, [a.content for a in answers]
        results = Counter(row["status"] for a in answers for row in a.json()["results"])
        assert results == {201: len(items), 409: len(items) * (len(apis) - 1)}


def test_one_list_taken_in_by_two_at_once_is_taken_once(org):
    query = {"agency_id": str(org.agency("police").pk), "dry_run": "false"}
    rows = "".join(f"07700 900301,allowed,R-{n},Ivy\n" for n in range(20))
    body = {"csv": f"phone,phone_call,reference,given_names\n{rows}"}
    apis = [Api(user, at=LATER) for user in (org.intake_worker, org.manager)]

    reports = at_once(*[partial(api.post, "intakes/import", body, query=query) for api in apis])

    assert [answer.status_code for answer in reports] == [200, 200]
    assert sorted((r.json()["taken"], r.json()["known"]) for r in reports) == [(0, 20), (20, 0)]
    assert len(kept()) == 20
