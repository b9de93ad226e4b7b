"""Who works on a case, and the access that comes and goes with it (BR-31, BR-89)."""

from datetime import timedelta

import pytest

from caseload.access.roles import AllocationKind
from caseload.clients.models import Allocation, Case, CaseSummary
from caseload.clients.services import allocations, barriers
from caseload.core.errors import AllocationRefused, NotPermitted, StaleVersion, ValidationFailed
from tests.factories import clients as make
from tests.support.doing import ask, do
from tests.support.standard import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(org):
    return make.case(org, lead=org.worker)


def lead_of(org, case):
    rows = ask(CaseSummary.objects.visible_to, org.manager)
    return {row.case_id: row.lead_id for row in rows}[case.pk]


def current(org, case):
    return next(
        row
        for row in ask(Allocation.objects.visible_to, org.manager)
        if row.case_id == case.pk and row.ends_at is None
    )


def codes(raised):
    return {error.code for error in raised.value.errors}


def test_reassigning_ends_the_former_lead_and_begins_the_next(org, actors, case, assert_sees):
    former = current(org, case)
    do(
        allocations.reassign_lead,
        org.manager,
        case=case,
        user_id=org.co_worker.pk,
        reason="leave",
        seen=former.version,
    )

    assert lead_of(org, case) == org.co_worker.pk
    assert_sees(Case, actors.fresh("co_worker"), visible=[case], hidden=[])
    assert_sees(Case, actors.fresh("worker"), visible=[], hidden=[case])


def test_a_case_without_a_lead_gets_its_first_by_reassigning(org):
    case = make.case(org)
    do(allocations.reassign_lead, org.manager, case=case, user_id=org.worker.pk, reason="new")
    assert lead_of(org, case) == org.worker.pk
    with pytest.raises(ValidationFailed) as refused:
        do(allocations.reassign_lead, org.manager, case=case, user_id=org.worker.pk, reason="new")
    assert codes(refused) == {"leads_already"}


def test_a_stale_or_refused_reassigning_changes_nothing(org, case):
    with pytest.raises(StaleVersion):
        do(
            allocations.reassign_lead,
            org.manager,
            case=case,
            user_id=org.co_worker.pk,
            reason="x",
            seen=7,
        )
    do(
        barriers.declare_exclusion,
        org.safeguarding_lead,
        person=case.client,
        user_id=org.stranger.pk,
    )
    for nobody in (org.stranger.pk, org.foreign_worker.pk, org.manager.pk):
        with pytest.raises(AllocationRefused) as refused:
            do(allocations.reassign_lead, org.manager, case=case, user_id=nobody, reason="x")
        assert refused.value.detail == "This worker is not available for this case."
    assert lead_of(org, case) == org.worker.pk


def test_cover_ends_by_itself_within_28_days(org, actors, case, assert_sees):
    for ends_at, code in (
        (None, "cover_needs_an_end"),
        (MORNING + timedelta(days=29), "cover_too_long"),
        (MORNING, "ends_in_the_past"),
    ):
        with pytest.raises(ValidationFailed) as refused:
            make.allocation(org, case, org.stranger, role=AllocationKind.COVER, ends_at=ends_at)
        assert codes(refused) == {code}

    until = MORNING + timedelta(days=7)
    make.allocation(org, case, org.stranger, role=AllocationKind.COVER, ends_at=until)
    just_before = until - timedelta(milliseconds=1)
    assert_sees(Case, actors.fresh("stranger"), visible=[case], hidden=[], at=just_before)
    assert_sees(Case, actors.fresh("stranger"), visible=[], hidden=[case], at=until)


def test_a_lead_has_no_end_and_there_is_one(org, case):
    with pytest.raises(ValidationFailed) as refused:
        make.allocation(
            org, case, org.co_worker, role=AllocationKind.LEAD, ends_at=MORNING + timedelta(days=3)
        )
    assert codes(refused) == {"lead_has_no_end"}


def test_C2_a_second_lead_is_refused_by_the_database(org, case):
    with pytest.raises(ValidationFailed) as refused:
        make.allocation(org, case, org.co_worker, role=AllocationKind.LEAD)
    assert codes(refused) == {"one_lead"}


def test_a_supervisor_sees_and_oversees_without_writing(org, actors, case, assert_sees):
    make.allocation(org, case, org.stranger, role=AllocationKind.SUPERVISOR)
    assert_sees(Case, actors.fresh("stranger"), visible=[case], hidden=[])


def test_ending_an_allocation_ends_its_access_once(org, actors, case, assert_sees):
    allocation = make.allocation(org, case, org.co_worker)
    do(allocations.end_allocation, org.manager, allocation=allocation, seen=1, reason="moved on")

    assert_sees(Case, actors.fresh("co_worker"), visible=[], hidden=[case])
    with pytest.raises(ValidationFailed) as refused:
        do(allocations.end_allocation, org.manager, allocation=allocation, seen=2, reason="again")
    assert codes(refused) == {"ended_already"}
    with pytest.raises(NotPermitted):
        do(allocations.end_allocation, org.worker, allocation=allocation, seen=2, reason="x")


def test_ending_the_lead_leaves_the_case_without_one(org, case):
    lead = current(org, case)
    do(allocations.end_allocation, org.manager, allocation=lead, seen=1, reason="left")
    assert lead_of(org, case) is None


def test_A13_nobody_allocates_themselves_or_without_the_right(org, case):
    with pytest.raises(AllocationRefused):
        do(
            allocations.allocate,
            org.manager,
            case=case,
            user_id=org.manager.pk,
            role=AllocationKind.CO_WORKER,
        )
    for who in (org.worker, org.stranger, org.south_manager, org.administrator):
        with pytest.raises(NotPermitted):
            do(
                allocations.allocate,
                who,
                case=case,
                user_id=org.co_worker.pk,
                role=AllocationKind.CO_WORKER,
            )
