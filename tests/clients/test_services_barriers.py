"""What keeps people apart: exclusions, sides, standing (BR-31 to BR-34; AA 6)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from caseload.access import operations
from caseload.clients import sides
from caseload.clients.models import Allocation, Case, CaseSide, Exclusion, Person
from caseload.clients.selectors import cases as selectors
from caseload.clients.services import allocations, barriers
from caseload.core.errors import (
    AllocationRefused,
    NotFound,
    NotPermitted,
    StaleVersion,
    ValidationFailed,
)
from tests.factories import clients as make
from tests.support.acting import acting, fresh
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def codes(raised):
    return {error.code for error in raised.value.errors}


def exclude(org, by, person, **how):
    return do(barriers.declare_exclusion, by, person=person, **how)


def place(org, case, side, *, by=None, **how):
    return do(
        barriers.set_side,
        by or org.safeguarding_lead,
        case=case,
        side=side,
        reason_code="separated_partners",
        reason="they have separated",
        **how,
    )


# -- exclusions ----------------------------------------------------------------------------------
def test_BR33_keeping_oneself_out_works_at_the_next_statement(org, actors, case, assert_sees):
    exclusion = exclude(org, org.worker, case.client)
    assert exclusion.user_id == org.worker.pk

    assert_sees(Case, actors.fresh("worker"), visible=[], hidden=[case])
    assert_sees(Person, actors.fresh("worker"), visible=[], hidden=[case.client])
    assert_sees(Exclusion, actors.fresh("worker"), visible=[], hidden=[exclusion])
    assert_sees(Exclusion, actors.safeguarding_lead, visible=[exclusion], hidden=[])
    assert_sees(Exclusion, actors.data_protection_lead, visible=[exclusion], hidden=[])


def test_only_overseers_keep_out_somebody_else(org, case):
    for who in (org.worker, org.manager, org.service_manager):
        with pytest.raises(NotPermitted):
            exclude(org, who, case.client, user_id=org.stranger.pk)
    assert exclude(org, org.safeguarding_lead, case.client, user_id=org.stranger.pk).pk


def test_an_exclusion_of_another_organisation_is_not_declared(org, case):
    with pytest.raises(NotPermitted):
        exclude(org, org.foreign_worker, case.client)


def test_an_exclusion_may_end_and_does_not_end_in_the_past(org, actors, case, assert_sees):
    with pytest.raises(ValidationFailed) as refused:
        exclude(org, org.worker, case.client, ends_at=MORNING)
    assert codes(refused) == {"ends_in_the_past"}
    until = MORNING + timedelta(days=2)
    exclude(org, org.worker, case.client, ends_at=until)
    assert_sees(Case, actors.fresh("worker"), visible=[case], hidden=[], at=until)


def test_an_exclusion_is_ended_by_overseers_and_never_ones_own(org, actors, case, assert_sees):
    exclusion = exclude(org, org.worker, case.client)
    with pytest.raises(NotPermitted):
        do(barriers.end_exclusion, org.manager, exclusion=exclusion, seen=1, reason="x")
    do(barriers.end_exclusion, org.data_protection_lead, exclusion=exclusion, seen=1, reason="ok")
    assert_sees(Case, actors.fresh("worker"), visible=[case], hidden=[])
    with pytest.raises(ValidationFailed) as refused:
        do(barriers.end_exclusion, org.safeguarding_lead, exclusion=exclusion, seen=2, reason="x")
    assert codes(refused) == {"ended_already"}

    own = exclude(org, org.safeguarding_lead, case.client)
    with pytest.raises(NotFound):
        do(barriers.end_exclusion, org.safeguarding_lead, exclusion=own, seen=1, reason="x")


def test_exclusions_of_one_case_name_its_people(org, case):
    other = make.case(org, lead=org.co_worker)
    mine = exclude(org, org.worker, case.client)
    exclude(org, org.worker, other.client)
    assert ask(selectors.exclusions, org.safeguarding_lead, case=case) == [mine]
    assert len(ask(selectors.exclusions, org.safeguarding_lead)) == 2
    assert ask(selectors.exclusions, org.manager) == []


def test_declaring_a_conflict_is_announced_before_it_hides_the_case(
    org, actors, case, assert_sees, monkeypatch
):
    seen = []

    def follow(event):
        seen.append(Case.objects.visible_to(event.by).filter(pk=event.result.pk).exists())

    monkeypatch.setitem(operations._subscribers, "conflict.declared", [follow])
    do(barriers.declare_conflict, org.worker, case=case)
    assert seen == [True]
    assert_sees(Case, actors.fresh("worker"), visible=[], hidden=[case])
    with pytest.raises(NotPermitted):
        do(barriers.declare_conflict, org.stranger, case=case)


# -- sides ---------------------------------------------------------------------------------------
def family_of_two(org, *, second_lead=None):
    first = make.case(org, lead=org.worker)
    second = make.case(org, family=first.family, lead=second_lead or org.co_worker)
    return first, second


def test_BR31_whoever_knew_only_the_case_goes_with_it(org, actors, assert_sees):
    first, second = family_of_two(org)
    place(org, second, "opposed_1")

    assert_sees(Case, actors.fresh("co_worker"), visible=[second], hidden=[first])
    with pytest.raises(AllocationRefused):
        make.allocation(org, first, org.co_worker)
    with pytest.raises(AllocationRefused):
        make.allocation(org, second, org.worker, by=org.safeguarding_lead)


def test_BR31_whoever_saw_both_loses_the_moved_case(org, actors, assert_sees):
    first, second = family_of_two(org, second_lead=org.worker)
    place(org, second, "opposed_1")

    assert_sees(Case, actors.fresh("worker"), visible=[first], hidden=[second])
    assert_sees(Case, actors.fresh("manager"), visible=[first], hidden=[second])
    parts = ask(Allocation.objects.visible_to, org.safeguarding_lead)
    assert {part.ends_at for part in parts if part.case_id == second.pk} == {MORNING}


def test_BR31_the_lead_may_choose_who_stays_with_the_moved_case(org, actors, assert_sees):
    first, second = family_of_two(org, second_lead=org.worker)
    place(org, second, "opposed_1", stay=[org.worker.pk])

    assert_sees(Case, actors.fresh("worker"), visible=[second], hidden=[first])
    assert_sees(Case, actors.fresh("manager"), visible=[first], hidden=[second])


def test_a_grant_that_ended_is_still_knowledge(org, actors, assert_sees):
    first, second = family_of_two(org)
    make.allocation(org, first, org.co_worker)
    part = next(
        row
        for row in ask(Allocation.objects.visible_to, org.manager)
        if row.case_id == first.pk and row.user_id == org.co_worker.pk
    )
    do(allocations.end_allocation, org.manager, allocation=part, seen=1, reason="done")
    place(org, second, "opposed_1")
    assert_sees(Case, actors.fresh("co_worker"), visible=[], hidden=[first, second])


def test_a_side_is_placed_again_by_version(org):
    first, second = family_of_two(org)
    placed = place(org, second, "opposed_1")
    assert ask(selectors.side_of_case, org.safeguarding_lead, case=second).pk == placed.pk
    assert ask(selectors.side_of_case, org.service_manager, case=first) is None
    with pytest.raises(StaleVersion):
        place(org, second, "relatives", seen=5)
    with pytest.raises(ValidationFailed) as refused:
        place(org, second, "upside_down", seen=1)
    assert codes(refused) == {"unknown_side"}
    assert place(org, second, "relatives", seen=1).version == 2


def test_BR34_only_the_safeguarding_lead_places_and_sees_sides(org, actors, assert_sees):
    _, second = family_of_two(org)
    placed = place(org, second, "opposed_1")
    for who in (org.worker, org.manager, org.service_manager, org.data_protection_lead):
        with pytest.raises(NotPermitted):
            place(org, second, "opposed_2", by=who, seen=1)
    assert_sees(CaseSide, actors.safeguarding_lead, visible=[placed], hidden=[])
    assert_sees(CaseSide, actors.service_manager, visible=[], hidden=[placed])


def test_a_case_without_a_family_has_a_side_and_no_consequence(org):
    case = make.case(org, family=None, lead=org.worker)
    assert place(org, case, "child_1").side == "child_1"


# -- standing ------------------------------------------------------------------------------------
def test_standing_outlives_the_grant_until_it_is_released(org, actors, assert_sees):
    first, second = family_of_two(org)
    place(org, second, "opposed_1")
    with pytest.raises(AllocationRefused):
        make.allocation(org, second, org.worker, by=org.safeguarding_lead)

    with pytest.raises(ValidationFailed) as refused:
        do(
            barriers.release_standing,
            org.safeguarding_lead,
            family=first.family,
            user=org.worker,
            reason=" ",
        )
    assert codes(refused) == {"reason_needed"}
    do(
        barriers.release_standing,
        org.safeguarding_lead,
        family=first.family,
        user=org.worker,
        reason="he never opened the file",
    )
    with pytest.raises(NotFound):
        do(
            barriers.release_standing,
            org.safeguarding_lead,
            family=first.family,
            user=org.worker,
            reason="again",
        )
    make.allocation(org, second, org.worker, by=org.safeguarding_lead)
    assert_sees(Case, actors.fresh("worker"), visible=[second], hidden=[first])


def test_the_functions_behind_the_sides_answer_nobody_else(org):
    first, second = family_of_two(org)
    for who in (org.worker, org.manager, org.service_manager, org.data_protection_lead):
        actor = fresh(who)
        with acting(actor):
            assert sides.standings(first.family_id) == []
            assert sides.release(org.worker.pk, first.family_id, "x") is False
            sides.restand(second.pk, [org.worker.pk])
    with acting(fresh(org.safeguarding_lead)):
        stands = {each.user_id: each.side for each in sides.standings(first.family_id)}
    assert stands == dict.fromkeys((org.worker.pk, org.co_worker.pk, org.manager.pk), "relatives")


def test_standing_and_its_releases_are_out_of_reach_of_sql(org):
    make.case(org, lead=org.worker)
    for table in ("acl.standing", "acl.standing_release"):
        lead = fresh(org.safeguarding_lead)
        with (
            pytest.raises(DatabaseError, match="denied"),
            acting(lead),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT 1 FROM {table}")
