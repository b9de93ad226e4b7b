"""The oracle itself: which rows of a visible case, and which people (slice 5 to 9)."""

from dataclasses import replace

import pytest

from tests.promises.oracle import can, holds, visible, visible_cases
from tests.promises.oracle_examples import (
    AGO,
    BASE,
    exclude,
    grant,
    stands,
    team_grant,
    user_with,
    with_record,
    worker,
)
from tests.promises.oracle_world import Case, Draft, FamilyMember, Reader


# -- 5 Sensitivity -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("sensitivity", "readers"),
    [
        ("standard", {"lead", "co_worker", "cover", "supervisor", "rights_request"}),
        ("third_party_confidential", {"lead", "co_worker", "cover", "supervisor"}),
        ("restricted", {"lead", "supervisor"}),
        ("highly_restricted", {"lead"}),
        ("legally_restricted", {"lead", "co_worker"}),
        ("a_code_added_later", {"lead"}),
    ],
)
@pytest.mark.parametrize("kind", ["lead", "co_worker", "cover", "supervisor"])
def test_sensitivity_narrows_the_case_team(sensitivity, readers, kind):
    sam, world = worker(kind=kind)
    world = with_record(world, "contact", sensitivity)

    assert ("row" in visible(world, sam, "contact")) is (kind in readers)


@pytest.mark.parametrize("sensitivity", ["restricted", "highly_restricted", "legally_restricted"])
def test_the_safeguarding_lead_reads_all_and_others_only_as_author_or_named(sensitivity):
    lead, world = user_with(BASE, "safeguarding_lead", name="lead")
    manager, world = user_with(world, "service_manager", name="manager")
    robot, world = user_with(world, "system", name="robot")
    team, world = user_with(world, "team_manager", name="team", team="north")
    world = stands(team_grant(world, "north", "c_mother"), "relatives", name="manager")
    plain = with_record(world, "contact", sensitivity)

    assert "row" in visible(plain, lead, "contact")
    for other in (manager, robot, team):
        named = replace(plain, readers=(Reader("contact", "row", other.id),))
        elsewhere = replace(plain, readers=(Reader("task", "row", other.id),))
        author = with_record(world, "contact", sensitivity, recorded_by=other.id)
        assert "row" not in visible(plain, other, "contact")
        assert "row" not in visible(elsewhere, other, "contact")
        assert "row" in visible(named, other, "contact")
        assert "row" in visible(author, other, "contact")


def test_a_service_manager_reads_above_standard_only_where_they_lead_the_case():
    sam, world = user_with(BASE, "service_manager")
    world = with_record(world, "contact", "restricted", case="c_rhys")

    assert "contact:c_rhys" in visible(world, sam, "contact")
    assert "row" not in visible(world, sam, "contact")
    assert "row" in visible(grant(world, "c_rhys", "lead"), sam, "contact")


def test_author_and_named_reader_lose_the_record_with_the_case():
    sam, world = user_with(BASE, "support_worker")
    world = with_record(world, "contact", "standard", recorded_by=sam.id)
    world = replace(world, readers=(Reader("contact", "row", sam.id),))

    assert visible(world, sam, "contact") == set()
    assert "row" in visible(grant(world, "c_mother", "cover"), sam, "contact")


# -- 6 Permission sets ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "held", "refused"),
    [
        ("lead", "log_contact view_code_word view_restricted transition", "sign_off allocate"),
        ("lead", "view_highly_restricted view_legally_restricted", "view_read_log"),
        ("co_worker", "view_legally_restricted refer_out view_confidential_address", "allocate"),
        ("co_worker", "record", "view_restricted view_highly_restricted"),
        ("cover", "log_contact record view_code_word view_confidential_address", "transition"),
        ("cover", "manage_tasks", "refer_out disclose record_consent view_legally_restricted"),
        ("supervisor", "sign_off allocate transition manage_tasks", "log_contact record"),
        ("supervisor", "view_history view_read_log view_restricted", "view_code_word"),
        ("rights_request", "view_case view_history", "record view_code_word"),
    ],
)
def test_an_allocation_gives_its_set(kind, held, refused):
    sam, world = worker(kind=kind)

    assert all(holds(world, sam, permission, "c_mother") for permission in held.split())
    assert not any(holds(world, sam, permission, "c_mother") for permission in refused.split())
    assert not any(holds(world, sam, permission, "c_rhys") for permission in held.split())


def test_a_team_manager_holds_all_but_the_code_word_and_the_restricted():
    sam, world = user_with(BASE, "team_manager", team="north")
    world = team_grant(world, "north", "c_mother")

    for permission in ("sign_off", "allocate", "view_read_log", "log_contact"):
        assert holds(world, sam, permission, "c_mother")
    for level in ("restricted", "highly_restricted", "legally_restricted", "code_word"):
        assert not holds(world, sam, f"view_{level}", "c_mother")


# -- 7 Fields that fewer may read ----------------------------------------------------------------
@pytest.mark.parametrize("table", ["code_word", "confidential_address"])
def test_code_words_and_confidential_addresses_have_their_own_readers(table):
    row = f"{table}:c_rhys"
    lead, world = user_with(BASE, "safeguarding_lead", name="lead")
    manager, world = user_with(world, "service_manager", name="manager")
    robot, world = user_with(world, "system", name="robot")

    assert row in visible(world, lead, table)
    for other in (manager, robot):
        assert "c_rhys" in visible_cases(world, other)
        assert row not in visible(world, other, table)
    for kind in ("lead", "co_worker", "cover"):
        assert row in visible(*reversed(worker("c_rhys", kind)), table)
    assert row not in visible(*reversed(worker("c_rhys", "supervisor")), table)


def test_having_written_a_code_word_does_not_show_it():
    sam, world = user_with(BASE, "team_manager", team="north")
    world = team_grant(world, "north", "c_mother")
    world = with_record(world, "code_word", "standard", recorded_by=sam.id)

    assert visible(world, sam, "code_word") == set()
    assert visible(world, sam, "confidential_address") == {"confidential_address:c_mother"}


def test_a_restricted_code_word_meets_both_rules():
    sam, world = worker(kind="co_worker")

    assert "row" not in visible(with_record(world, "code_word", "restricted"), sam, "code_word")
    assert "row" in visible(with_record(world, "code_word", "standard"), sam, "code_word")


# -- 8 People and families -----------------------------------------------------------------------
def test_a_worker_sees_the_clients_families_and_memberships_of_their_cases():
    sam, world = worker("c_mother")

    assert visible(world, sam, "person") == {"mother"}
    assert visible(world, sam, "family") == {"fam"}
    assert visible(world, sam, "family_member") == {"m_mother"}
    assert visible(*reversed(worker("c_rhys")), "family") == set()


def test_a_service_manager_sees_people_but_not_those_only_in_barred_cases():
    sam, world = user_with(BASE, "service_manager")

    assert visible(world, sam, "person") == {"rhys", "child", "nobody"}
    assert visible(world, sam, "family") == set()
    assert visible(world, sam, "family_member") == set()
    world = stands(world, "relatives")
    assert visible(world, sam, "person") == {"rhys", "child", "nobody", "mother", "partner"}
    assert visible(world, sam, "family") == {"fam"}
    assert visible(world, sam, "family_member") == {"m_mother", "m_partner", "m_child"}


def test_a_person_with_one_open_and_one_barred_case_is_seen():
    sam, world = user_with(BASE, "service_manager", strands=["helpline_anonymous"])
    second = Case("c_son_2", "org", "son", "helpline_anonymous")

    assert "son" not in visible(world, sam, "person")
    assert "son" in visible(replace(world, cases=(*world.cases, second)), sam, "person")


def test_the_excluded_person_is_hidden_from_a_wide_role_even_without_a_case():
    sam, world = user_with(BASE, "safeguarding_lead")

    assert "nobody" in visible(world, sam, "person")
    world = exclude(world, "nobody")
    assert "nobody" not in visible(world, sam, "person")
    assert "m_nobody" not in visible(world, sam, "family_member")


def test_the_machine_sees_families_through_their_cases():
    robot, world = user_with(BASE, "system")

    assert visible(world, robot, "family") == {"fam"}
    assert "m_nobody" not in visible(world, robot, "family_member")


def test_the_safeguarding_lead_sees_every_family_and_its_members():
    sam, world = user_with(BASE, "safeguarding_lead")

    assert visible(world, sam, "family") == {"fam", "empty"}
    assert visible(world, sam, "family_member") == {
        "m_mother",
        "m_partner",
        "m_son",
        "m_child",
        "m_nobody",
    }


def test_a_membership_needs_both_ends_for_the_lead_too():
    lead, world = user_with(BASE, "safeguarding_lead")
    also_empty = FamilyMember("m_son_2", "empty", "son")
    world = exclude(replace(world, members=(*world.members, also_empty)), "mother")

    assert "son" not in visible(world, lead, "person")
    assert visible(world, lead, "family_member") == {"m_nobody"}


# -- 9 Sides, exclusions, allocations, summaries, drafts, tasks ----------------------------------
def test_that_a_barrier_exists_is_for_the_safeguarding_lead():
    lead, world = user_with(BASE, "safeguarding_lead", name="lead")
    robot, world = user_with(world, "system", name="robot")
    manager, world = user_with(world, "service_manager", name="manager")
    governance, world = user_with(world, "data_protection_lead", name="governance")
    sam, world = worker("c_partner", world=world)
    world = stands(world, "relatives", name="manager")
    world = grant(world, "c_partner", source="rights_request", to="governance")

    assert visible(world, lead, "case_side") == {"s_partner"}
    for other in (manager, governance, sam, robot):
        assert "c_partner" in visible_cases(world, other)
        assert visible(world, other, "case_side") == set()


def test_two_leads_read_exclusions_and_nobody_their_own():
    sam, world = user_with(BASE, "support_worker")
    lead, world = user_with(world, "safeguarding_lead", name="lead")
    governance, world = user_with(world, "data_protection_lead", name="governance")
    manager, world = user_with(world, "service_manager", name="manager")
    robot, world = user_with(world, "system", name="robot")
    _far, world = user_with(world, "support_worker", name="far_user", organisation="other")
    world = exclude(exclude(world, "mother"), "mother", name="lead")
    world = exclude(exclude(world, "son", name="governance", ends=AGO), "far", name="far_user")

    assert visible(world, lead, "exclusion") == {"e_governance_son"}
    assert visible(world, governance, "exclusion") == {"e_sam_mother", "e_lead_mother"}
    for other in (sam, manager, robot):
        assert visible(world, other, "exclusion") == set()


@pytest.mark.parametrize("table", ["allocation", "case_summary", "task"])
def test_allocations_summaries_and_tasks_go_with_the_case(table):
    sam, world = worker(kind="supervisor")

    assert visible(world, sam, table) == {f"{table}:c_mother"}


def test_allocations_and_summaries_have_no_sensitivity():
    sam, world = worker(kind="cover")

    assert "row" in visible(with_record(world, "allocation", "restricted"), sam, "allocation")
    assert "row" not in visible(with_record(world, "task", "restricted"), sam, "task")


def test_a_draft_is_its_authors_while_they_see_the_case():
    sam, world = user_with(BASE, "support_worker")
    lead, world = user_with(world, "safeguarding_lead", name="lead")
    world = replace(world, drafts=(Draft("d", "c_mother", sam.id),))

    assert visible(world, sam, "contact_draft") == set()
    world = grant(world, "c_mother")
    assert visible(world, sam, "contact_draft") == {"d"}
    assert can(world, sam, "change", "contact_draft", "d")
    assert visible(world, lead, "contact_draft") == set()
    assert visible(exclude(world, "mother"), sam, "contact_draft") == set()
