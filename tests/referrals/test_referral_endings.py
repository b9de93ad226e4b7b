"""When what a referral rests on ends: before acceptance, after it, and in every interleaving."""

from datetime import timedelta

import pytest

from caseload.access.acting import unit_of_work
from caseload.access.operations import OPERATIONS, _subscribers
from caseload.consents import ledger
from caseload.consents.models import AccessEnd, Disclosure
from caseload.referrals.models import Referral, ReferralFace
from caseload.tasks.models import Task
from tests.factories import clients
from tests.factories import referrals as make
from tests.support.acting import acting as as_somebody
from tests.support.acting import fresh
from tests.support.client import Api
from tests.support.races import at_once, rounds
from tests.support.standard import MORNING

ABSENT = "11111111-1111-4111-8111-111111111111"
LATER = MORNING + timedelta(hours=1)


def stands(referral, org):
    by = fresh(org.worker)
    with as_somebody(by):
        return Referral.objects.visible_to(by).get(pk=referral.pk)


def told(monkeypatch, *events):
    heard = []
    for event in events:
        assert event in OPERATIONS
        handlers = [*_subscribers[event], lambda happened: heard.append(happened.operation.event)]
        monkeypatch.setitem(_subscribers, event, handlers)
    return heard


@pytest.mark.django_db
def test_withdrawn_before_acceptance_takes_it_back_at_once(
    org, harbour, case, sent, consent, monkeypatch
):
    heard = told(monkeypatch, "referral.withdrawn", "referral.access_ended")
    assert harbour.get(f"partner/referrals/{sent.pk}").status_code == 200

    make.withdraw(by=org.worker, consent=consent)

    gone = harbour.get(f"partner/referrals/{sent.pk}")
    never = harbour.get(f"partner/referrals/{ABSENT}")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert len(gone.content) == len(never.content)
    assert harbour.get("partner/referrals").json()["results"] == []
    now = stands(sent, org)
    assert (now.state, now.withdrawal_reason) == ("withdrawn", "changed_mind")
    assert now.access_ended_reason == "withdrawn"
    assert heard == ["referral.withdrawn"]
    by = fresh(org.worker)
    with as_somebody(by):
        assert Task.objects.filter(case=case, owner=org.worker).count() == 1


@pytest.mark.django_db
def test_withdrawn_after_acceptance_ends_access_and_leaves_the_state_to_people(
    org, harbour, sent, consent, monkeypatch
):
    harbour.post(f"partner/referrals/{sent.pk}/accept", if_match=1)
    heard = told(monkeypatch, "referral.withdrawn", "referral.access_ended")

    make.withdraw(by=org.worker, consent=consent)

    assert harbour.get(f"partner/referrals/{sent.pk}").status_code == 404
    assert harbour.post(f"partner/referrals/{sent.pk}/outcome", if_match=2).status_code == 404
    now = stands(sent, org)
    assert (now.state, now.access_ended_reason) == ("accepted", "withdrawn")
    assert heard == ["referral.access_ended"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "reason", [AccessEnd.BASIS_ENDED, AccessEnd.EXPIRED, AccessEnd.AGREEMENT_ENDED]
)
def test_what_ran_out_takes_it_back_without_a_decision_of_the_person(org, sent, reason):
    by = fresh(org.worker)
    with as_somebody(by):
        disclosure = Disclosure.objects.visible_to(by).get(pk=sent.disclosure_id)
        ledger.end_access(by=by, disclosure=disclosure, reason=reason)

    now = stands(sent, org)
    assert (now.state, now.withdrawal_reason) == ("withdrawn", "")
    assert now.access_ended_reason == reason


@pytest.mark.django_db
def test_taking_it_back_calls_back_what_was_sent(org, worker, harbour, case, sent):
    path = f"cases/{case.pk}/referrals/{sent.pk}/withdraw"
    assert worker.post(path, if_match=sent.version).status_code == 422

    done = worker.post(path, {"reason": "resolved"}, if_match=sent.version)

    assert done.status_code == 200, done.content
    assert done.json()["access_ended_reason"] == "recalled"
    assert harbour.get(f"partner/referrals/{sent.pk}").status_code == 404
    by = fresh(org.worker)
    with as_somebody(by):
        disclosure = Disclosure.objects.visible_to(by).get(pk=sent.disclosure_id)
        face = ReferralFace.objects.visible_to(by).get(referral=sent)
    assert disclosure.recalled_at is not None
    assert face.version == 2
    assert (
        worker.post(path, {"reason": "resolved"}, if_match=done.json()["version"]).status_code
        == 409
    )


@pytest.mark.django_db
def test_the_gate_itself_refuses_what_the_rows_would_show(harbour, sent, monkeypatch):
    """The application's own decision: without it only row security would stand."""
    from caseload.consents import gate  # noqa: PLC0415 - near its use
    from caseload.consents.rules import Reason, refused  # noqa: PLC0415 - near its use

    monkeypatch.setattr(gate, "may_disclose", lambda **_: refused(Reason.WITHDRAWN))

    assert harbour.get(f"partner/referrals/{sent.pk}").status_code == 404
    assert harbour.get(f"partner/referrals/{sent.pk}/messages").status_code == 404
    assert harbour.post(f"partner/referrals/{sent.pk}/accept", if_match=1).status_code == 404


@pytest.mark.django_db
def test_the_rows_themselves_refuse_what_the_gate_would_let_pass(
    org, actors, acting, sent, consent
):
    """Row security alone: nothing of the application is asked."""
    from caseload.consents.models import DisclosedCopy  # noqa: PLC0415 - near its use

    def seen():
        with acting(actors.fresh("harbour")):
            return (
                ReferralFace.objects.filter(referral_id=sent.pk).count(),
                DisclosedCopy.objects.filter(disclosure_id=sent.disclosure_id).count(),
            )

    assert seen() == (1, 1)
    make.withdraw(by=org.worker, consent=consent)
    assert seen() == (0, 0)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_reading_that_began_after_the_withdrawal_shows_anything(org):
    """Readers and the withdrawal at once: who begins after the commit gets 404, whoever else ran."""
    for _ in range(rounds(20)):
        case = clients.case(org, lead=org.worker)
        agreed = make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
        draft = make.referral(by=org.worker, on=case, to=org.agency("harbour"))
        sent = make.send(by=org.worker, made=draft)
        path = f"partner/referrals/{sent.pk}"
        apis = [Api(org.programs["harbour"], at=LATER) for _ in range(3)]
        after = Api(org.programs["harbour"], at=LATER)

        def end(consent=agreed, then=after, path=path):
            make.withdraw(by=org.worker, consent=consent)
            return then.get(path).status_code

        answers = at_once(
            end, *[lambda api=api, path=path: api.get(path).status_code for api in apis]
        )

        assert answers[0] == 404
        assert set(answers[1:]) <= {200, 404}
        assert apis[0].get(path).status_code == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("order", ["read_first", "withdraw_first", "read_between"])
def test_every_order_of_a_reading_and_a_withdrawal(org, order):
    """The three orders in which a reading's statements and a withdrawal's commit can fall."""
    from caseload.consents.models import DisclosedCopy  # noqa: PLC0415 - near its use
    from tests.support.standard import program_actor  # noqa: PLC0415 - near its use

    case = clients.case(org, lead=org.worker)
    agreed = make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
    sent = make.send(
        by=org.worker, made=make.referral(by=org.worker, on=case, to=org.agency("harbour"))
    )
    shown = []

    def withdraw():
        at_once(lambda: make.withdraw(by=org.worker, consent=agreed))

    def read():
        shown.append(DisclosedCopy.objects.filter(disclosure_id=sent.disclosure_id).count())

    if order == "withdraw_first":
        withdraw()
    with unit_of_work(program_actor(org.programs["harbour"]), at=LATER):
        if order == "read_between":
            read()
            withdraw()
        read()
    if order == "read_first":
        withdraw()

    assert shown == {"read_first": [1], "withdraw_first": [0], "read_between": [1, 0]}[order]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_acceptance_and_a_withdrawal_at_once_leave_no_open_access(org):
    """Whoever is first: afterwards nobody may read, and no state is written over another."""
    for _ in range(rounds(10)):
        case = clients.case(org, lead=org.worker)
        agreed = make.agreement(by=org.worker, on=case, to=org.agency("harbour"))
        sent = make.send(
            by=org.worker, made=make.referral(by=org.worker, on=case, to=org.agency("harbour"))
        )
        api = Api(org.programs["harbour"], at=LATER)

        answers = at_once(
            lambda consent=agreed: make.withdraw(by=org.worker, consent=consent),
            lambda row=sent, asks=api: (
                asks.post(f"partner/referrals/{row.pk}/accept", if_match=1).status_code
            ),
        )

        now = stands(sent, org)
        assert now.access_ended_reason == "withdrawn"
        assert (answers[1], now.state) in {(200, "accepted"), (404, "withdrawn")}
        assert api.get(f"partner/referrals/{sent.pk}").status_code == 404


@pytest.mark.django_db
def test_what_was_written_since_is_called_back_too(org, worker, case, sent):
    message = make.referral_message(by=org.worker, about=sent)

    worker.post(
        f"cases/{case.pk}/referrals/{sent.pk}/withdraw",
        {"reason": "resolved"},
        if_match=sent.version,
    )

    by = fresh(org.worker)
    with as_somebody(by):
        told = Disclosure.objects.visible_to(by).get(pk=message.disclosure_id)
    assert told.access_ended_reason == "recalled"
