"""The life of a case: BR-12, BR-64 to BR-68."""

from datetime import date, timedelta

import pytest

from caseload.clients import closing
from caseload.clients.models import Case, CaseSummary, FamilyMember
from caseload.clients.services import cases, people
from caseload.clients.states import CaseState
from caseload.core.errors import (
    FieldError,
    InvalidTransition,
    NotPermitted,
    StaleVersion,
    ValidationFailed,
)
from tests.factories import clients as make
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db

CHECKS = ("risks", "referrals", "follow_up", "routes")
TODAY = MORNING.date()


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def move(case, by, to, *, seen=None, at=MORNING, **how):
    return do(cases.transition_case, by, at=at, case=case, seen=seen or case.version, to=to, **how)


def closed(case, by, *, at=MORNING, reason="needs_met"):
    move(case, by, "active", at=at)
    move(case, by, "closing", at=at, closure_reason=reason)
    return move(case, by, "closed", at=at, closure_summary="It went well.", checks=CHECKS)


def codes(raised):
    return {error.code for error in raised.value.errors}


def test_BR12_a_case_moves_only_where_the_table_says(org, case):
    with pytest.raises(InvalidTransition) as refused:
        move(case, org.worker, "paused")

    assert refused.value.facts["allowed"] == ["active", "waiting"]
    assert move(case, org.worker, "waiting").state == CaseState.WAITING
    assert move(case, org.worker, "active").state_since == MORNING


def test_a_pause_says_why_and_forgets_it_afterwards(org, case):
    move(case, org.worker, "active")
    with pytest.raises(ValidationFailed) as refused:
        move(case, org.worker, "paused")
    assert codes(refused) == {"pause_reason_needed"}

    assert move(case, org.worker, "paused", pause_reason="health").pause_reason == "health"
    assert move(case, org.worker, "active").pause_reason == ""


def test_a_stale_view_moves_nothing(org, case):
    move(case, org.worker, "active")
    for seen in (1, 3):
        with pytest.raises(StaleVersion) as refused:
            move(case, org.manager, "maintenance", seen=seen)
        assert refused.value.facts["version"] == 2


def test_BR65_light_touch_needs_a_review_within_90_days(org, case):
    move(case, org.worker, "active")
    with pytest.raises(ValidationFailed) as refused:
        move(case, org.worker, "maintenance", review_due_on=TODAY + timedelta(days=91))
    assert codes(refused) == {"review_date_too_far"}

    move(case, org.worker, "maintenance")
    assert case.review_due_on == TODAY + timedelta(days=90)


def test_BR65_the_next_review_counts_from_when_the_last_was_due(org, case):
    move(case, org.worker, "active")
    move(case, org.worker, "maintenance", review_due_on=date(2025, 4, 1))
    late = MORNING + timedelta(days=100)

    do(cases.review_case, org.worker, at=late, case=case, seen=case.version)
    assert case.review_due_on == date(2025, 6, 30)

    with pytest.raises(ValidationFailed):
        do(
            cases.review_case,
            org.worker,
            at=late,
            case=case,
            seen=case.version,
            next_due_on=date(2025, 10, 1),
        )


def test_BR65_after_a_long_silence_the_next_review_lies_ahead(org, case):
    move(case, org.worker, "active")
    move(case, org.worker, "maintenance", review_due_on=date(2025, 2, 1))
    year_later = MORNING + timedelta(days=365)

    do(cases.review_case, org.worker, at=year_later, case=case, seen=case.version)
    assert case.review_due_on == date(2026, 1, 27)


def test_only_a_light_touch_case_is_reviewed(org, case):
    with pytest.raises(InvalidTransition):
        do(cases.review_case, org.worker, case=case, seen=case.version)
    with pytest.raises(StaleVersion):
        do(cases.review_case, org.worker, case=case, seen=9)


def test_BR67_closing_names_everything_that_is_missing_at_once(org, case):
    move(case, org.worker, "active")
    move(case, org.worker, "closing")
    with pytest.raises(ValidationFailed) as refused:
        move(case, org.worker, "closed")
    assert codes(refused) == {
        "reason_needed",
        "summary_needed",
        "open_risk_check_needed",
        "open_referral_check_needed",
        "follow_up_consent_needed",
        "safe_contact_clean_up_needed",
    }
    with pytest.raises(ValidationFailed) as refused:
        move(case, org.worker, "closed", checks=["horoscope"])
    assert codes(refused) == {"unknown_check"}


def test_BR67_what_was_checked_stays_on_the_case(org, case):
    closed(case, org.worker)
    assert case.state == CaseState.CLOSED
    assert (case.closed_at, case.closure_reason) == (MORNING, "needs_met")
    assert case.closing_checks == sorted(CHECKS)


def test_BR67_apps_above_may_stand_in_the_way(org, case, monkeypatch):
    asked = []

    def hold(*, by, case, reason):
        asked.append((case.pk, reason))
        return [FieldError("", "open_response_level", "An urgent response is open.")]

    monkeypatch.setattr(closing, "_checks", [])
    closing.register_check(hold)
    closing.register_check(hold)
    with pytest.raises(ValidationFailed) as refused:
        closed(case, org.worker)
    assert codes(refused) == {"open_response_level"}
    assert asked == [(case.pk, "needs_met")]


def test_BR66_disengaged_needs_the_attempts(org, case):
    with pytest.raises(ValidationFailed) as refused:
        closed(case, org.worker, reason="disengaged")
    assert "attempts_too_few" in codes(refused)


def test_a_new_case_closes_only_if_nothing_was_done(org, case):
    with pytest.raises(InvalidTransition):
        move(case, org.worker, "closed", closure_reason="needs_met", checks=CHECKS)
    move(
        case,
        org.worker,
        "closed",
        closure_reason="opened_in_error",
        closure_summary="A slip.",
        checks=CHECKS,
    )
    assert case.state == CaseState.CLOSED


def test_BR68_reopening_within_90_days_restores_the_case(org, case):
    closed(case, org.worker)
    move(case, org.manager, "reopened", at=MORNING + timedelta(days=90))
    assert (case.closed_at, case.closure_reason, case.closing_checks) == (None, "", [])
    assert move(case, org.worker, "active").state == CaseState.ACTIVE


def test_BR68_later_a_new_case_follows_the_old_one(org, case):
    closed(case, org.worker)
    later = MORNING + timedelta(days=91)
    with pytest.raises(InvalidTransition) as refused:
        move(case, org.manager, "reopened", at=later)
    assert refused.value.facts["allowed"] == []

    new = do(
        cases.open_case,
        org.manager,
        at=later,
        team=org.north,
        client=case.client,
        strand=case.strand,
        family=case.family,
        follows=case,
    )
    assert new.follows_id == case.pk


def test_a_case_follows_only_a_closed_one_of_the_same_client(org, case):
    other = make.case(org, lead=org.worker)
    for follows in (case, closed(other, org.worker)):
        with pytest.raises(ValidationFailed) as refused:
            do(
                cases.open_case,
                org.manager,
                team=org.north,
                client=case.client,
                strand=case.strand,
                follows=follows,
            )
        assert codes(refused) == {"not_a_former_case"}


def test_death_closes_from_any_state(org, case):
    do(
        people.record_death,
        org.worker,
        case=case,
        person=case.client,
        seen=1,
        died_on=TODAY,
        reason="told by her sister",
    )
    move(
        case,
        org.worker,
        "closed",
        closure_reason="died",
        closure_summary="We sent our sympathy.",
        checks=CHECKS,
    )
    with pytest.raises(InvalidTransition):
        move(case, org.worker, "reopened")


def test_a_worker_raises_the_urgency_and_only_a_manager_lowers_it(org, case):
    do(cases.amend_case, org.worker, case=case, seen=1, reason="court", urgency="urgent")
    with pytest.raises(NotPermitted):
        do(cases.amend_case, org.worker, case=case, seen=2, reason="calmer", urgency="standard")
    do(cases.amend_case, org.manager, case=case, seen=2, reason="calmer", urgency="standard")
    assert case.urgency == "standard"


def test_who_may_know_is_part_of_the_case(org, case):
    do(
        cases.amend_case,
        org.worker,
        case=case,
        seen=1,
        reason="told",
        disclosure_circle=["close_family"],
        uk_nation="wales",
        urgency="standard",
    )
    assert (case.disclosure_circle, case.uk_nation) == (["close_family"], "wales")
    with pytest.raises(TypeError):
        do(cases.amend_case, org.worker, case=case, seen=2, reason="x", strand="kinship")
    with pytest.raises(StaleVersion):
        do(cases.amend_case, org.worker, case=case, seen=1, reason="x", uk_nation="england")


def test_a_case_joins_a_family_once(org):
    known = make.case(org, lead=org.worker)
    alone = make.case(org, lead=org.worker, family=None)
    do(cases.amend_case, org.worker, case=alone, seen=1, reason="linked", family=known.family)
    assert alone.family_id == known.family_id
    members = ask(FamilyMember.objects.visible_to, org.worker)
    assert {member.person_id for member in members} == {known.client_id, alone.client_id}

    third = make.case(org, lead=org.worker)
    with pytest.raises(NotPermitted):
        do(cases.amend_case, org.worker, case=alone, seen=2, reason="x", family=third.family)


def test_the_lead_alone_moves_a_case_out_of_a_family_that_holds_nobody_else(org):
    """An accepted referral begins a family; whose it is may show later."""
    known = make.case(org, lead=org.worker)
    alone = make.case(org, lead=org.worker)
    former = alone.family_id
    move_to = {"reason": "the same family", "family": known.family}
    with pytest.raises(NotPermitted):
        do(cases.amend_case, org.worker, case=alone, seen=1, **move_to)

    do(cases.amend_case, org.safeguarding_lead, case=alone, seen=1, **move_to)

    assert alone.family_id == known.family_id
    members = ask(FamilyMember.objects.visible_to, org.safeguarding_lead)
    hers = {row.family_id: row.left_at for row in members if row.person_id == alone.client_id}
    assert hers == {former: MORNING, known.family_id: None}


def test_a_family_with_somebody_else_in_it_is_given_up_by_nobody(org):
    known = make.case(org, lead=org.worker)
    together = make.case(org, lead=org.worker)
    make.case(org, lead=org.worker, family=together.family)
    with pytest.raises(NotPermitted):
        do(
            cases.amend_case,
            org.safeguarding_lead,
            case=together,
            seen=1,
            reason="x",
            family=known.family,
        )


def test_BR31_linking_a_family_does_not_open_a_second_side(org):
    known = make.case(org, lead=org.worker)
    other = make.case(org, lead=org.worker, family=None, strand="suspect_support")
    with pytest.raises(ValidationFailed) as refused:
        do(cases.amend_case, org.worker, case=other, seen=1, reason="x", family=known.family)
    assert codes(refused) == {"not_found"}


def test_a_team_move_ends_the_former_managers_sight(org, actors, case, assert_sees):
    assert_sees(Case, actors.manager, visible=[case], hidden=[])
    do(
        cases.move_case_to_team,
        org.manager,
        case=case,
        seen=1,
        team=org.south,
        reason="moved house",
    )

    assert_sees(Case, actors.fresh("south_manager"), visible=[case], hidden=[])
    assert_sees(Case, actors.fresh("manager"), visible=[], hidden=[case])
    assert_sees(Case, actors.fresh("worker"), visible=[case], hidden=[])

    do(
        cases.move_case_to_team,
        org.south_manager,
        case=case,
        seen=2,
        team=org.north,
        reason="moved back",
    )
    assert_sees(Case, actors.fresh("manager"), visible=[case], hidden=[])
    with pytest.raises(ValidationFailed) as refused:
        do(cases.move_case_to_team, org.manager, case=case, seen=3, team=org.north, reason="x")
    assert codes(refused) == {"same_team"}
    with pytest.raises(ValidationFailed):
        do(cases.move_case_to_team, org.manager, case=case, seen=3, team=org.fern, reason="x")


def test_who_may_not_move_a_case(org, case):
    make.allocation(org, case, org.co_worker)
    with pytest.raises(NotPermitted):
        do(cases.move_case_to_team, org.co_worker, case=case, seen=1, team=org.south, reason="x")
    for who in (org.stranger, org.analyst, org.administrator):
        with pytest.raises(NotPermitted):
            move(case, who, "active")
    summary = ask(CaseSummary.objects.visible_to, org.worker)
    assert [row.lead_id for row in summary] == [org.worker.pk]
