"""What is shown is what is sent is what is read; and nothing goes without a basis."""

from datetime import timedelta

import pytest

from caseload.consents.ledger import content_hash
from caseload.consents.models import DisclosedCopy
from tests.factories import referrals as make
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db


def path_of(case, referral):
    return f"cases/{case.pk}/referrals/{referral.pk}"


def test_what_is_shown_is_sent_and_read_to_the_letter(worker, harbour, case, draft, actors, acting):
    shown = worker.post(f"{path_of(case, draft)}/preview")
    assert shown.status_code == 200, shown.content
    assert shown.json()["allowed"] is True

    sent = worker.post(
        f"{path_of(case, draft)}/send",
        {"content_hash": shown.json()["content_hash"]},
        if_match=draft.version,
    )
    assert sent.status_code == 200, sent.content
    assert sent.json()["state"] == "sent"
    assert sent.json()["chase_on"] == "2025-01-27"

    read = harbour.get(f"partner/referrals/{draft.pk}")
    assert read.status_code == 200, read.content
    assert read.json()["content"] == shown.json()["content"]
    assert content_hash(read.json()["content"]) == shown.json()["content_hash"]
    with acting(actors.worker):
        copy = DisclosedCopy.objects.get(disclosure_id=sent.json()["disclosure_id"])
    assert copy.content == shown.json()["content"]


def test_a_preview_that_is_out_of_date_sends_nothing(worker, case, draft):
    shown = worker.post(f"{path_of(case, draft)}/preview").json()
    changed = worker.patch(path_of(case, draft), {"reason": "Other words"}, if_match=draft.version)

    answer = worker.post(
        f"{path_of(case, draft)}/send",
        {"content_hash": shown["content_hash"]},
        if_match=changed.json()["version"],
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "preview_changed"


def test_sending_says_which_version_was_seen(worker, case, draft):
    shown = worker.post(f"{path_of(case, draft)}/preview").json()
    body = {"content_hash": shown["content_hash"]}

    assert worker.post(f"{path_of(case, draft)}/send", body).status_code == 428
    assert worker.post(f"{path_of(case, draft)}/send", body, if_match=7).status_code == 412


def test_nothing_goes_where_nobody_asked(org, worker, case):
    draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"))

    shown = worker.post(f"{path_of(case, draft)}/preview").json()
    answer = worker.post(
        f"{path_of(case, draft)}/send",
        {"content_hash": shown["content_hash"]},
        if_match=draft.version,
    )

    assert (shown["allowed"], shown["reason_code"]) == (False, "not_asked")
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("consent-required")
    assert "not_asked" in answer.content.decode()


def test_a_consent_that_does_not_cover_every_section_covers_none(org, worker, case):
    make.agreement(by=org.worker, on=case, to=org.agency("harbour"), categories=["identity"])
    narrow = make.referral(by=org.worker, on=case, to=org.agency("harbour"), sections=["identity"])
    wide = make.referral(by=org.worker, on=case, to=org.agency("harbour"))

    assert worker.post(f"{path_of(case, narrow)}/preview").json()["allowed"] is True
    assert worker.post(f"{path_of(case, wide)}/preview").json()["allowed"] is False


def test_nothing_goes_after_the_consent_was_withdrawn(org, worker, case, draft, consent):
    make.withdraw(by=org.worker, consent=consent)
    shown = worker.post(f"{path_of(case, draft)}/preview").json()

    answer = worker.post(
        f"{path_of(case, draft)}/send",
        {"content_hash": shown["content_hash"]},
        if_match=draft.version,
    )

    assert answer.status_code == 409
    assert answer.json()["type"].endswith("consent-withdrawn")


def test_nothing_goes_without_an_agreement_with_the_agency(org, worker, case, draft):
    from caseload.accounts.models import SharingAgreement  # noqa: PLC0415 - near its use
    from tests.support.acting import acting, fresh  # noqa: PLC0415 - near its use

    by = fresh(org.administrator)
    with acting(by):
        row = SharingAgreement.objects.get(agency=org.agency("harbour"))
        row.change(seen=None, reason="over", ends_at=MORNING, ended_reason="over")
    shown = worker.post(f"{path_of(case, draft)}/preview").json()

    answer = worker.post(
        f"{path_of(case, draft)}/send",
        {"content_hash": shown["content_hash"]},
        if_match=draft.version,
    )

    assert answer.status_code == 409, answer.content
    assert answer.json()["type"].endswith("no-lawful-basis")


def test_a_named_service_needs_a_channel_and_gets_no_side_of_its_own(org, worker, case):
    make.agreement(by=org.worker, on=case, to="The Corner Practice")
    draft = make.referral(by=org.worker, on=case)
    shown = worker.post(f"{path_of(case, draft)}/preview").json()
    assert shown["allowed"] is True

    def send(**body):
        return worker.post(
            f"{path_of(case, draft)}/send",
            {"content_hash": shown["content_hash"], **body},
            if_match=draft.version,
        )

    assert send().json()["errors"][0]["code"] == "channel_needed"
    assert send(channel="email").status_code == 422
    assert send(channel="partner_api").json()["errors"][0]["code"] == "channel_needed"
    assert send(channel="post").status_code == 200


def test_it_can_be_read_until_it_expires(org, case, consent, client_as):
    draft = make.referral(
        by=org.worker, on=case, to=org.agency("harbour"), expires_at=MORNING + timedelta(days=1)
    )
    make.send(by=org.worker, made=draft)

    def read(at):
        return client_as("harbour", at=at).get(f"partner/referrals/{draft.pk}").status_code

    assert read(MORNING + timedelta(hours=1)) == 200
    assert read(MORNING + timedelta(days=2)) == 404


def test_a_follower_follows_what_ended(org, worker, case, sent):
    body = {
        "recipient_name": "The Corner Practice",
        "destination_type": "counselling",
        "reason": "Again",
        "follows_id": str(sent.pk),
    }

    assert worker.post(f"cases/{case.pk}/referrals", body).status_code == 422
    worker.post(f"{path_of(case, sent)}/withdraw", {"reason": "resolved"}, if_match=sent.version)
    assert worker.post(f"cases/{case.pk}/referrals", body).status_code == 201
