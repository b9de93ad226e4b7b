"""Batches of an agency's program: each referral by itself, one effect for a repeat."""

import json
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseload.api.v1.partner_batches import MOST_ITEMS
from tests.api.asking import is_problem
from tests.factories import referrals as make
from tests.support import trail

pytestmark = pytest.mark.django_db

MARKERS = ("Ivy", "Larkspur", "900301")
BATCH = "partner/intakes/batch"


def item(number: int, **more: Any) -> dict[str, Any]:
    return {
        "client_ref": f"row-{number}",
        "external_reference": f"R-{number}",
        "source": "police_polit",
        "consent_model": "opt_out_notified",
        "subject": make.SOMEBODY,
        "contact_routes": [make.A_PHONE],
    } | more


def sent(api: Any, *items: Any, **how: Any) -> Any:
    return api.post(BATCH, {"items": list(items)}, **how)


def statuses(answer: Any) -> list[int]:
    assert answer.status_code == 207, answer.content
    return [row["status"] for row in answer.json()["results"]]


def listed(api: Any) -> set[str]:
    rows = api.get("partner/intakes", limit=200).json()["results"]
    return {row["external_reference"] for row in rows}


def test_each_is_answered_as_it_would_be_alone(client_as):
    police = client_as("police")
    alone = police.post("partner/intakes", {k: v for k, v in item(9).items() if k != "client_ref"})

    answer = sent(
        police,
        item(1),
        item(2, contact_routes=[]),
        item(3, consent_model="no_such_model"),
        item(4, colour="blue"),
        item(9),
        item(5, external_reference=7 * "x" * 20),
        {},
        item(6),
    )

    assert statuses(answer) == [201, 422, 422, 400, 409, 422, 422, 201]
    rows = answer.json()["results"]
    assert [row["client_ref"] for row in rows][:5] == ["row-1", "row-2", "row-3", "row-4", "row-9"]
    assert rows[6]["client_ref"] is None
    assert set(rows[0]["intake"]) == set(alone.json())
    assert rows[0]["id"] == rows[0]["intake"]["id"]
    assert rows[1]["problem"]["errors"][0]["pointer"] == "/contact_routes"
    assert rows[3]["problem"]["code"] == "unknown-field"
    assert rows[4]["problem"]["existing_id"] == alone.json()["id"]
    assert not any(marker in answer.content.decode() for marker in MARKERS)
    assert listed(police) == {"R-1", "R-6", "R-9"}


def test_one_reference_twice_in_a_batch_is_taken_once(client_as):
    answer = sent(client_as("police"), item(1), item(1, client_ref="again"))

    assert sorted(statuses(answer)) == [201, 409]
    (made,) = [row["id"] for row in answer.json()["results"] if row["id"]]
    (other,) = [row["problem"] for row in answer.json()["results"] if row["problem"]]
    assert other["existing_id"] == made


def test_results_stand_in_the_order_of_the_items(client_as):
    refs = [f"row-{n}" for n in (3, 1, 2)]

    answer = sent(client_as("police"), item(3), item(1), item(2))

    assert [row["client_ref"] for row in answer.json()["results"]] == refs
    assert [row["intake"]["external_reference"] for row in answer.json()["results"]] == [
        "R-3",
        "R-1",
        "R-2",
    ]


def test_a_repeat_takes_nothing_and_answers_each_as_it_stands(client_as):
    police, key = client_as("police"), f'"{uuid.uuid4()}"'
    items = [item(1), item(2, contact_routes=[]), item(3, colour="blue")]
    first = sent(police, *items, key=key)
    taken = first.json()["results"][0]
    police.post(
        f"partner/intakes/{taken['id']}/withdraw",
        {"withdrawal_reason": "referrer_error"},
        if_match=1,
    )

    again = sent(police, *items, key=key)

    assert statuses(first) == [201, 422, 400]
    assert again["Idempotency-Replayed"] == "true"
    assert statuses(again) == [200, 422, 400]
    assert again.json()["results"][0]["intake"]["status"] == "closed"
    assert listed(police) == {"R-1"}
    is_problem(sent(police, item(4), key=key), 422, "idempotency-key-reused")


def test_what_was_refused_first_is_not_taken_by_a_repeat(client_as, monkeypatch):
    """A code that was unknown the first time is known by now."""
    police, key = client_as("police"), f'"{uuid.uuid4()}"'
    items = [item(1, strand="a_new_strand")]
    first = sent(police, *items, key=key)
    client_as("administrator").post(
        "code-lists/service_strand/values",
        {"code": "a_new_strand", "label": "New", "behaves_like": "adult_family_1to1"},
    )

    again = sent(police, *items, key=key)

    assert statuses(first) == [422]
    assert statuses(again) == [404]
    assert listed(police) == set()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": []},
        {"items": "x"},
        {"items": ["x"]},
        {"items": [{"client_ref": str(n)} for n in range(MOST_ITEMS + 1)]},
    ],
)
def test_what_is_no_batch_is_refused_whole(client_as, body):
    is_problem(client_as("police").post(BATCH, body), 422, "validation-error")


def test_a_hundred_fit_and_none_asks_more_than_another(client_as):
    police = client_as("police")

    def asked(first: int, n: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = sent(police, *(item(number) for number in range(first, first + n)))
        assert set(statuses(answer)) == {201}
        return len(queries)

    asked(1, 1)
    one, two, all_of_them = asked(100, 1), asked(200, 2), asked(300, MOST_ITEMS)
    assert all_of_them - two == (MOST_ITEMS - 2) * (two - one)


def test_without_an_agreement_none_is_taken(org, client_as):
    from caseload.accounts.services import partners  # noqa: PLC0415 - needs Django's settings
    from tests.support.acting import acting, fresh  # noqa: PLC0415 - as above
    from tests.support.standard import FAR_AWAY  # noqa: PLC0415 - as above

    by = fresh(org.administrator)
    agency = org.agency("police")
    with acting(by):
        partners.sign_agreement(
            by=by, agency=agency, title="Only out", purposes=["referral_out"], ends_at=FAR_AWAY
        )
        old = agency.agreements.order_by("starts_at").first()
        partners.end_agreement(by=by, agreement=old, seen=old.version, reason="over")

    later = "2025-01-13T10:00:00Z"
    answer = sent(client_as("police"), item(1), headers={"Caseload-Told-Time": later})

    is_problem(answer, 403, "not-permitted")


def test_nobody_elses_reference_is_a_duplicate(client_as):
    assert statuses(sent(client_as("police"), item(1))) == [201]
    assert statuses(sent(client_as("harbour"), item(1))) == [201]
    assert statuses(sent(client_as("foreign_police"), item(1))) == [201]


def test_it_is_kept_for_whom_the_program_said_that_it_asked(client_as):
    header = {"Caseload-On-Behalf-Of": 'id="po-1", name="Sam Reed", role="officer"'}

    made = sent(client_as("police"), item(1), headers=header).json()["results"][0]["id"]

    seen = client_as("intake_worker").get(f"intakes/{made}").json()
    assert seen["on_behalf"] == "po-1, Sam Reed, officer"


@pytest.mark.django_db(transaction=True)
def test_R7_each_duplicate_in_a_batch_leaves_a_refusal(org, client_as):
    trail.open_to_tests()
    police, request_id = client_as("police"), str(uuid.uuid4())
    sent(police, item(1))

    answer = sent(police, item(1), item(2), headers={"X-Request-Id": request_id})

    assert statuses(answer) == [409, 201]
    (row,) = trail.refusals(request_id)
    assert (row["reason"], row["actor_id"]) == (
        "duplicate-reference",
        org.programs["police"].user_id,
    )


@pytest.mark.django_db(transaction=True)
def test_R7_what_cannot_be_recorded_is_not_answered_and_takes_nothing(client_as):
    police = client_as("police")
    sent(police, item(1))
    with trail.broken("refuse"):
        answer = sent(police, item(1), item(2))

    assert answer.status_code == 503, answer.content
    assert "R-2" not in json.dumps(sorted(listed(police)))
