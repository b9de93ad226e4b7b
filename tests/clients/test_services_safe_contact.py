"""How a person can be reached without harm: BR-20 to BR-29."""

from datetime import date, timedelta

import pytest

from caseload.clients import reach
from caseload.clients.models import CaseSummary, CodeWord, SafeContactRoute, SearchToken
from caseload.clients.reach import may_contact
from caseload.clients.reveals import write_reveal
from caseload.clients.safe_contact import Use
from caseload.clients.services import code_words, people
from caseload.clients.services import safe_contact as services
from caseload.core.errors import (
    AuditUnavailable,
    NotFound,
    NotPermitted,
    PreconditionRequired,
    StaleVersion,
    ValidationFailed,
)
from tests.factories import clients as make
from tests.support.acting import acting, fresh
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

TODAY = MORNING.date()
TEN_TO_TWELVE = {"days": ["mon"], "from": "10:00", "to": "12:00"}


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def record(case, by, *, kind="phone", at=MORNING, **told):
    usual = {"value": "07700 900123", "call": "allowed"} if kind == "phone" else {}
    return do(services.record_route, by, at=at, case=case, kind=kind, **(usual | told))


def amend(route, by, *, at=MORNING, **told):
    return do(
        services.amend_route, by, at=at, route=route, seen=route.version, reason="told so", **told
    )


def confirm(route, by, *, at=MORNING, **said):
    usual = {"by_voice": True, "code_word_given": True}
    return do(services.confirm_route, by, at=at, route=route, seen=route.version, **(usual | said))


def verdict(case, by, route, use=Use.CALL, *, at=MORNING, **how):
    return ask(may_contact, by, at=at, case=case, route_id=route and route.pk, use=use, **how)


def figures(org, case):
    rows = ask(CaseSummary.objects.visible_to, org.worker)
    return next((row.routes, row.routes_suspended) for row in rows if row.case_id == case.pk)


def codes(raised):
    return {error.code for error in raised.value.errors}


def test_a_route_is_kept_in_one_form_with_ninety_days(org, case):
    route = record(case, org.worker)
    assert route.value == "+447700900123"
    assert (route.verified_on, route.expires_on) == (TODAY, TODAY + timedelta(days=90))
    assert route.value_token is not None
    assert figures(org, case) == (1, 0)
    assert verdict(case, org.worker, route).allowed
    assert not verdict(case, org.worker, route, Use.VOICEMAIL).allowed


def test_BR25_answers_expire(org, case):
    route = record(case, org.worker, verified_on=date(2025, 1, 1))
    last = verdict(case, org.worker, route, at=MORNING + timedelta(days=78))
    gone = verdict(case, org.worker, route, at=MORNING + timedelta(days=79))
    assert (last.allowed, gone.reason_code) == (True, "route_expired")


def test_what_a_route_must_say(org, case):
    for told, code in (
        ({"value": "12"}, "value_unreadable"),
        ({"text": "allowed_with_conditions"}, "conditions_needed"),
        ({"email": "allowed"}, "use_not_of_kind"),
        ({"safe_hours": ["noon"]}, "hours_unreadable"),
        ({"referrer_window": {"from": "9"}}, "hours_unreadable"),
        ({"verified_on": TODAY + timedelta(days=1)}, "in_the_future"),
        ({"call": "perhaps"}, "unknown_code"),
    ):
        with pytest.raises(ValidationFailed) as refused:
            record(case, org.worker, **told)
        assert codes(refused) == {code}
    with pytest.raises(TypeError):
        record(case, org.worker, suspended_reason="")
    assert figures(org, case) == (0, 0)


def test_other_kinds_of_route(org, case):
    mail = record(case, org.worker, kind="email", value="Leanne@Example.org", email="allowed")
    post = record(case, org.worker, kind="post", value=" 1 Sample Street ")
    assert (mail.value, post.value) == ("leanne@example.org", "1 Sample Street")
    assert (post.value_token, post.verified_on) == (None, None)
    assert verdict(case, org.worker, mail, Use.EMAIL).allowed


def test_BR09_an_anonymous_client_has_no_number(org):
    case = make.case(
        org,
        lead=org.worker,
        person={"identity_level": "anonymous", "given_names": "", "family_name": ""},
    )
    with pytest.raises(ValidationFailed) as refused:
        record(case, org.worker)
    assert codes(refused) == {"anonymous_has_no_identity"}
    assert record(case, org.worker, kind="app", app="allowed").value == ""


def test_who_may_write_routes(org, case):
    assert record(case, org.manager).pk
    for who in (org.stranger, org.service_manager, org.safeguarding_lead, org.administrator):
        with pytest.raises(NotPermitted):
            record(case, who)


def test_another_number_is_another_route(org, case):
    route = record(case, org.worker, voicemail="allowed")
    before = route.value_token
    amend(route, org.worker, value="07700 900456", call="allowed")
    assert route.value_token != before
    assert (route.call, route.voicemail) == ("allowed", "not_asked")

    amend(route, org.worker, value="07700 900789")
    assert verdict(case, org.worker, route).reason_code == "route_not_asked"
    live = ask(
        lambda by: SearchToken.objects.visible_to(by).filter(source_id=route.pk, is_live=True),
        org.worker,
    )
    assert [row.token for row in live] == [route.value_token]


def test_BR29_a_change_of_hours_keeps_its_moment(org, case):
    route = record(case, org.worker, safe_hours=[TEN_TO_TWELVE])
    assert route.hours_changed_at is None
    assert verdict(case, org.worker, route).reason_code == "outside_safe_hours"

    later = MORNING + timedelta(minutes=5)
    amend(route, org.worker, at=later, safe_hours=[])
    assert route.hours_changed_at == later
    assert verdict(case, org.worker, route, at=later).allowed
    amend(route, org.worker, at=later + timedelta(days=1), label="Her own")
    assert route.hours_changed_at == later


def test_a_stale_route_is_not_amended(org, case):
    route = record(case, org.worker)
    with pytest.raises(StaleVersion):
        do(services.amend_route, org.worker, route=route, seen=2, reason="x", call="not_safe")
    with pytest.raises(ValidationFailed):
        amend(route, org.worker, text="allowed_with_conditions")


def test_BR22_a_seized_device_takes_the_route_until_voice_and_code_word(org, case):
    route = record(case, org.worker, device_status="seized_family")
    assert route.suspended_reason == "device_seized"
    assert figures(org, case) == (1, 1)
    assert verdict(case, org.worker, route).reason_code == "device_with_police"

    with pytest.raises(ValidationFailed) as refused:
        confirm(route, org.worker, by_voice=False, code_word_given=False)
    assert codes(refused) == {"voice_needed", "code_word_needed", "device_not_private"}

    amend(route, org.worker, device_status="returned")
    assert route.suspended_reason == "device_returned_unchecked"
    amend(route, org.worker, call="allowed")
    assert verdict(case, org.worker, route).reason_code == "device_returned_unchecked"

    confirm(route, org.worker)
    assert (route.device_status, route.suspended_reason) == ("not_seized", "")
    assert figures(org, case) == (1, 0)
    assert verdict(case, org.worker, route).allowed


def test_a_new_telephone_may_replace_the_seized_one(org, case):
    route = record(case, org.worker, device_status="seized_suspect")
    confirm(route, org.worker, device_status="replaced")
    assert verdict(case, org.worker, route).allowed


def test_a_route_that_was_never_suspended_is_renewed_by_voice_alone(org, case):
    route = record(case, org.worker)
    later = MORNING + timedelta(days=80)
    confirm(route, org.worker, at=later, code_word_given=False)
    assert route.expires_on == later.date() + timedelta(days=90)


def test_suspending_one_route_and_all(org, case):
    first, second = record(case, org.worker), record(case, org.worker, value="07700 900456")
    do(
        services.suspend_route,
        org.worker,
        route=first,
        seen=1,
        reason_code="shared_account",
        reason="a shared handset",
    )
    assert figures(org, case) == (2, 1)
    assert verdict(case, org.worker, first).reason_code == "route_suspended"

    done = do(services.suspend_all_routes, org.worker, case=case, reason_code="separation_or_move")
    assert {route.pk for route in done} == {first.pk, second.pk}
    assert figures(org, case) == (2, 2)
    with pytest.raises(StaleVersion):
        do(services.suspend_route, org.worker, route=first, seen=1, reason_code="client_request")


def test_BR22_everything_on_one_device_follows(org, case):
    phone, chat = record(case, org.worker), record(case, org.worker, kind="app", app="allowed")
    other = record(case, org.worker, value="07700 900456")
    do(
        services.set_device_status,
        org.worker,
        case=case,
        route_ids=[phone.pk, chat.pk],
        device_status="seized_family",
        reason="told by the officer",
    )
    assert figures(org, case) == (3, 2)
    assert verdict(case, org.worker, other).allowed
    foreign = record(make.case(org, lead=org.worker), org.worker)
    for ids in ([foreign.pk], []):
        with pytest.raises(ValidationFailed) as refused:
            do(
                services.set_device_status,
                org.worker,
                case=case,
                route_ids=ids,
                device_status="replaced",
                reason="x",
            )
        assert codes(refused) == {"not_found"}


def after(case, by, route, outcome):
    return do(services.suspend_after_outcome, by, case=case, route=route, outcome=outcome)


def test_BR23_an_outcome_suspends_the_route_it_was_tried_on(org, case):
    first, second = record(case, org.worker), record(case, org.worker, value="07700 900456")
    assert after(case, org.worker, first, "spoke_with_client") == []
    assert [r.pk for r in after(case, org.worker, first, "answered_by_other")] == [first.pk]
    assert after(case, org.worker, first, "wrong_number") == []
    assert figures(org, case) == (2, 1)

    assert [r.pk for r in after(case, org.worker, second, "client_declined_contact")] == [second.pk]
    assert figures(org, case) == (2, 2)
    assert after(case, org.worker, None, "wrong_number") == []


def test_a_route_of_another_case_is_no_route_here(org, case):
    other = record(make.case(org, lead=org.worker), org.worker)
    assert verdict(case, org.worker, other).reason_code == "route_not_of_case"
    assert verdict(case, org.worker, None).reason_code == "route_required"
    assert verdict(case, org.stranger, other).reason_code == "route_not_of_case"


def test_BR28_nothing_automatic_after_a_death(org, case):
    route = record(case, org.worker, text="allowed")
    do(
        people.record_death,
        org.worker,
        case=case,
        person=case.client,
        seen=1,
        died_on=TODAY,
        reason="told",
    )
    by_hand = verdict(case, org.worker, route, Use.TEXT)
    automatic = verdict(case, org.worker, route, Use.TEXT, automatic=True)
    assert (by_hand.allowed, automatic.reason_code) == (True, "person_died")


def test_BR20_the_referrers_hours_stand_for_one_first_call(org, case, monkeypatch):
    monkeypatch.setattr(reach, "_was_called", [])
    window = {"from": "08:00", "to": "12:00"}
    route = record(case, org.worker, call="not_asked", referrer_window=window)
    assert verdict(case, org.worker, route).reason_code == "route_not_asked"

    calls = []
    reach.register_call_history(lambda *, case, route_id: bool(calls))
    first = verdict(case, org.worker, route)
    assert (first.allowed, first.withhold_number, first.name_organisation) == (True, True, False)
    calls.append("one")
    assert not verdict(case, org.worker, route).allowed


# -- code words ----------------------------------------------------------------------------------
def word(route, by, code_word="Marigold", **more):
    return do(code_words.record_code_word, by, route=route, code_word=code_word, **more)


def test_BR26_code_words_are_for_allocated_workers_and_the_lead(org, actors, case, assert_sees):
    route = record(case, org.worker)
    kept = word(route, org.worker, cover_line="the library")
    for who in ("worker", "safeguarding_lead"):
        assert_sees(CodeWord, actors.fresh(who), visible=[kept], hidden=[])
    for who in ("manager", "service_manager", "stranger"):
        assert_sees(CodeWord, actors.fresh(who), visible=[], hidden=[kept])
    for who in (org.manager, org.stranger, org.safeguarding_lead):
        with pytest.raises(NotPermitted):
            word(route, who)


def test_a_code_word_is_agreed_anew_by_version(org, case):
    route = record(case, org.worker)
    with pytest.raises(ValidationFailed) as refused:
        word(route, org.worker, " ")
    assert codes(refused) == {"word_needed"}
    word(route, org.worker)
    with pytest.raises(PreconditionRequired):
        word(route, org.worker, "Snowdrop")
    assert word(route, org.worker, "Snowdrop", seen=1).version == 2


def test_opening_a_code_word_takes_a_reason(org, case):
    route = record(case, org.worker)
    with pytest.raises(NotFound):
        do(code_words.reveal_code_word, org.worker, route=route, reason="calling her now")
    word(route, org.worker)
    shown = do(code_words.reveal_code_word, org.worker, route=route, reason="calling her now")
    assert shown.code_word == "Marigold"
    for reason in ("", " ", "x" * 501):
        with pytest.raises(ValidationFailed) as refused:
            do(code_words.reveal_code_word, org.worker, route=route, reason=reason)
        assert codes(refused) == {"reason_needed"}
    with pytest.raises(NotPermitted):
        do(code_words.reveal_code_word, org.manager, route=route, reason="curious")


def test_the_trail_of_what_was_opened_takes_no_word_for_a_case_out_of_sight(org, case):
    route = record(case, org.worker)
    for who in (org.stranger, org.foreign_worker):
        with pytest.raises(AuditUnavailable), acting(fresh(who)):
            write_reveal(case_id=case.pk, record_id=route.pk, what="code_word", reason="a guess")


def test_routes_are_seen_with_the_case(org, actors, case, assert_sees):
    route = record(case, org.worker)
    assert_sees(SafeContactRoute, actors.manager, visible=[route], hidden=[])
    assert_sees(SafeContactRoute, actors.stranger, visible=[], hidden=[route])
