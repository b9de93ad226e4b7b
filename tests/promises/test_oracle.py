"""The oracle itself: who sees which case, and what keeps them out (slice 1 to 4).

Each rule of the policy text has somebody let in and somebody kept out. No database.
"""

from dataclasses import replace

import pytest

from tests.promises.oracle import TABLES, barred_cases, can, holds, shape, visible, visible_cases
from tests.promises.oracle_examples import (
    AGO,
    BASE,
    NOW,
    OUR_CASES,
    TICK,
    exclude,
    grant,
    stands,
    team_grant,
    user_with,
    worker,
)
from tests.promises.oracle_world import Case, CaseSide, FamilyMember, Grant, User


# -- 1 Shapes ------------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ["service_manager", "safeguarding_lead", "system"])
def test_any_wide_role_acts_wide(role):
    sam, world = user_with(BASE, "support_worker", role)

    assert shape(world, sam) == "wide"


def test_a_wide_role_that_has_ended_no_longer_acts_wide():
    sam, world = user_with(BASE, "service_manager")
    world = replace(world, roles=(replace(world.roles[0], ends=NOW),))

    assert shape(world, sam) == "own"
    assert visible_cases(world, sam) == set()


@pytest.mark.parametrize(
    "role",
    ["support_worker", "team_manager", "duty_worker", "intake_worker", "administrator", "trustee"],
)
def test_other_roles_act_by_grants(role):
    sam, world = user_with(BASE, role)

    assert shape(world, sam) == "own"
    assert visible_cases(world, sam) == set()


def test_a_partner_principal_sees_nothing_even_with_grants_or_a_wide_role():
    sam, world = user_with(BASE, "partner", "service_manager", "support_worker")
    world = grant(world, "c_mother")

    assert shape(world, sam) == "partner"
    assert all(visible(world, sam, table) == set() for table in TABLES)
    assert not can(world, sam, "add", "exclusion", sam.id)


# -- 2 Grants and roles in time ------------------------------------------------------------------
def test_a_grant_shows_its_case_and_no_other():
    sam, world = worker()

    assert visible_cases(world, sam) == {"c_mother"}
    assert visible(world, sam, "contact") == {"contact:c_mother"}


def test_a_grant_to_somebody_else_shows_nothing():
    sam, world = user_with(BASE, "support_worker")

    assert visible_cases(grant(world, "c_mother", to="kim"), sam) == set()


def test_a_grant_ends_exactly_at_its_end():
    sam, world = user_with(BASE, "support_worker")

    assert visible_cases(grant(world, "c_mother", expires_at=NOW + TICK), sam) == {"c_mother"}
    assert visible_cases(grant(world, "c_mother", expires_at=NOW), sam) == set()
    assert visible_cases(grant(world, "c_mother", expires_at=NOW - TICK), sam) == set()


def test_ending_one_source_does_not_end_another():
    sam, world = worker()
    world = grant(world, "c_mother", source="cover", kind="cover", expires_at=NOW)

    assert holds(world, sam, "log_contact", "c_mother")


def test_a_right_without_sight_of_the_case_is_no_right():
    sam, world = user_with(BASE, "support_worker")
    world = replace(world, grants=(Grant(sam.id, "log_contact", "c_mother"),))

    assert visible_cases(world, sam) == set()
    assert not holds(world, sam, "log_contact", "c_mother")
    assert not can(world, sam, "add", "contact", "c_mother")


@pytest.mark.parametrize(
    ("starts", "ends", "live"),
    [
        (NOW, None, True),
        (NOW + TICK, None, False),
        (AGO, NOW + TICK, True),
        (AGO, NOW, False),
    ],
)
def test_a_team_grant_reaches_the_teams_live_managers(starts, ends, live):
    sam, world = user_with(BASE, "team_manager", team="north")
    world = replace(world, roles=(replace(world.roles[0], starts=starts, ends=ends),))
    world = team_grant(world, "north", "c_mother")

    assert (visible_cases(world, sam) == {"c_mother"}) is live


@pytest.mark.parametrize(("role", "team"), [("team_manager", "south"), ("support_worker", "north")])
def test_a_team_grant_reaches_nobody_else(role, team):
    sam, world = user_with(BASE, role, team=team)

    assert visible_cases(team_grant(world, "north", "c_mother"), sam) == set()


def test_a_team_grant_ends_exactly_at_its_end():
    sam, world = user_with(BASE, "team_manager", team="north")

    assert visible_cases(team_grant(world, "north", "c_rhys", NOW + TICK), sam) == {"c_rhys"}
    assert visible_cases(team_grant(world, "north", "c_rhys", NOW), sam) == set()


def test_the_data_protection_lead_sees_only_cases_under_a_rights_request():
    sam, world = user_with(BASE, "data_protection_lead")
    world = grant(world, "c_mother", "rights_request", source="rights_request")
    world = grant(world, "c_rhys", "lead", source="allocation")

    assert visible_cases(world, sam) == {"c_mother"}
    assert visible(world, sam, "contact") == {"contact:c_mother"}
    assert not can(world, sam, "add", "contact", "c_mother")


def test_a_rights_request_speaks_to_the_data_protection_lead_alone():
    sam, world = user_with(BASE, "trustee")
    world = grant(world, "c_mother", "rights_request", source="rights_request")

    assert visible_cases(world, sam) == set()


@pytest.mark.parametrize("role", ["duty_worker", "intake_worker"])
def test_duty_and_intake_workers_see_granted_cases_only(role):
    sam, world = user_with(BASE, role)

    assert visible_cases(grant(world, "c_mother", "cover"), sam) == {"c_mother"}


@pytest.mark.parametrize("roles", [("administrator",), ("trustee",), ("analyst",), ()])
def test_a_stray_grant_shows_nothing_to_who_has_no_work_with_cases(roles):
    sam, world = user_with(BASE, *roles)
    world = grant(world, "c_mother")

    assert all(visible(world, sam, table) == set() for table in TABLES)


# -- 3 Leavers and the wall between organisations ------------------------------------------------
@pytest.mark.parametrize("role", ["support_worker", "safeguarding_lead", "system"])
def test_leavers_and_strangers_see_and_do_nothing(role):
    sam, world = user_with(BASE, role, active=False)
    world = grant(world, "c_mother")
    held = replace(world.roles[0], user="stranger")
    world = replace(world, roles=(*world.roles, held))
    stranger = User("stranger", "org")

    for who in (sam, stranger):
        assert visible_cases(world, who) == set()
        assert not holds(world, who, "view_case", "c_mother")
        assert all(visible(world, who, table) == set() for table in TABLES)
        assert not can(world, who, "add", "task", "c_mother")
        assert not can(world, who, "add", "exclusion", who.id)


@pytest.mark.parametrize("role", ["safeguarding_lead", "service_manager", "system"])
def test_wide_roles_stop_at_the_wall(role):
    sam, world = user_with(BASE, role, organisation="other")

    assert visible_cases(world, sam) == {"c_far"}
    assert visible(world, sam, "person") == {"far"}
    assert visible(world, sam, "family") == {"far_fam"}
    assert visible(world, sam, "family_member") == {"m_far"}


def test_a_grant_does_not_cross_the_wall():
    sam, world = worker("c_far")

    assert visible_cases(world, sam) == set()


# -- 4 Sides -------------------------------------------------------------------------------------
def test_a_case_stands_with_the_relatives_unless_told_or_by_strand():
    sam, world = user_with(BASE, "support_worker")
    for case in OUR_CASES:
        world = grant(world, case)

    assert barred_cases(world, sam) == set()
    assert visible_cases(stands(world, "relatives"), sam) == OUR_CASES - {"c_son"}
    assert visible_cases(stands(world, "investigated"), sam) == {"c_son", "c_rhys"}


def test_a_declared_side_wins_over_the_strand():
    sam, world = worker("c_mother")
    world = stands(world, "relatives")
    opposed = replace(world, sides=(CaseSide("s_mother", "c_mother", "opposed"),))

    assert visible_cases(world, sam) == {"c_mother"}
    assert visible_cases(opposed, sam) == set()


def test_standing_is_ones_own_and_in_that_family():
    sam, world = worker("c_mother")
    world = stands(world, "investigated", name="kim")
    world = stands(world, "investigated", family="empty")

    assert visible_cases(world, sam) == {"c_mother"}


def test_standing_binds_a_team_manager_too():
    sam, world = user_with(BASE, "team_manager", team="north")
    world = team_grant(team_grant(world, "north", "c_mother"), "north", "c_son")

    assert visible_cases(stands(world, "investigated"), sam) == {"c_son"}


@pytest.mark.parametrize("role", ["safeguarding_lead", "system"])
def test_the_lead_and_the_machine_see_all_sides(role):
    sam, world = user_with(BASE, role)

    assert visible_cases(stands(world, "relatives"), sam) == OUR_CASES


def test_a_service_manager_sees_no_side_of_a_contested_family_until_given_one():
    sam, world = user_with(BASE, "service_manager")

    assert visible_cases(world, sam) == {"c_rhys"}
    assert visible_cases(stands(world, "relatives"), sam) == {"c_rhys", "c_mother", "c_partner"}
    assert visible_cases(stands(world, "investigated"), sam) == {"c_rhys", "c_son"}


def test_a_service_manager_sees_the_strands_of_their_live_holdings():
    sam, world = user_with(BASE, "service_manager", strands=["kinship", "adult_family_1to1"])

    assert visible_cases(world, sam) == {"c_mother", "c_partner"}
    ended = replace(world.roles[0], strands=frozenset({"helpline_anonymous"}), ends=NOW)
    assert visible_cases(replace(world, roles=(*world.roles, ended)), sam) == {
        "c_mother",
        "c_partner",
    }


def test_strands_of_two_holdings_add_up():
    sam, world = user_with(BASE, "service_manager", strands=["kinship"])
    second = replace(world.roles[0], strands=frozenset({"suspect_support"}))
    world = replace(world, roles=(*world.roles, second))

    assert visible_cases(world, sam) == set()
    assert visible_cases(stands(world, "relatives"), sam) == {"c_mother"}


def test_strands_come_from_the_service_managers_holding_alone():
    sam, world = user_with(BASE, "service_manager", strands=["helpline_anonymous"])
    other = replace(world.roles[0], role="support_worker", strands=frozenset())
    world = stands(replace(world, roles=(*world.roles, other)), "relatives")

    assert visible_cases(world, sam) == {"c_rhys"}


def test_a_family_is_not_contested_by_the_sides_of_another():
    sam, world = user_with(BASE, "service_manager")
    single = Case("c_nobody", "org", "nobody", "kinship", "empty")

    assert "c_nobody" in visible_cases(replace(world, cases=(*world.cases, single)), sam)


def test_a_safeguarding_lead_who_also_manages_counts_as_the_lead():
    sam, world = user_with(BASE, "service_manager", "safeguarding_lead", strands=["kinship"])

    assert visible_cases(world, sam) == OUR_CASES


# -- 4 Exclusions --------------------------------------------------------------------------------
@pytest.mark.parametrize("roles", [("support_worker",), ("safeguarding_lead",)])
def test_an_exclusion_hides_the_person_and_every_case_of_the_family(roles):
    sam, world = user_with(BASE, *roles)
    for case in OUR_CASES:
        world = grant(world, case)

    assert visible_cases(world, sam) == OUR_CASES
    world = exclude(world, "mother")
    assert barred_cases(world, sam) == {"c_mother", "c_partner", "c_son"}
    assert visible_cases(world, sam) == {"c_rhys"}
    assert visible(world, sam, "contact") == {"contact:c_rhys"}
    assert "mother" not in visible(world, sam, "person")
    assert "fam" not in visible(world, sam, "family")
    assert visible(world, sam, "family_member") <= {"m_nobody"}
    assert visible(world, sam, "case_side") == set()
    assert not can(world, sam, "add", "task", "c_mother")


def test_an_exclusion_from_a_client_without_a_family_hides_that_case():
    sam, world = worker("c_rhys")

    assert visible_cases(exclude(world, "rhys"), sam) == set()
    assert visible_cases(exclude(world, "partner"), sam) == {"c_rhys"}


def test_leaving_the_family_lifts_no_exclusion():
    sam, world = worker("c_mother")
    world = exclude(world, "child")
    left = FamilyMember("m_child", "fam", "child", left_at=AGO)

    assert visible_cases(world, sam) == set()
    assert visible_cases(replace(world, members=(left,)), sam) == set()
    assert visible_cases(replace(world, members=()), sam) == {"c_mother"}


@pytest.mark.parametrize(
    ("starts", "ends", "hidden"),
    [
        (NOW, None, True),
        (NOW + TICK, None, False),
        (AGO, NOW + TICK, True),
        (AGO, NOW, False),
    ],
)
def test_an_exclusion_runs_from_its_start_to_its_end(starts, ends, hidden):
    sam, world = worker("c_rhys")

    assert (visible_cases(exclude(world, "rhys", starts=starts, ends=ends), sam) == set()) is hidden


def test_an_exclusion_binds_only_the_excluded_and_never_the_machine():
    sam, world = worker("c_rhys")
    robot, world = user_with(world, "system", name="robot")
    world = exclude(exclude(world, "rhys", name="kim"), "rhys", name="robot")

    assert visible_cases(world, sam) == {"c_rhys"}
    assert "c_rhys" in visible_cases(world, robot)
    assert "rhys" in visible(world, robot, "person")
