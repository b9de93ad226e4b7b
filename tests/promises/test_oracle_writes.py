"""The oracle itself: who may add and change what; nobody deletes (slice 10)."""

from dataclasses import replace

import pytest

from tests.promises.oracle import can, holds, visible
from tests.promises.oracle_examples import (
    BASE,
    CASE_TABLES,
    NOW,
    exclude,
    grant,
    stands,
    team_grant,
    user_with,
    with_record,
    worker,
)
from tests.promises.oracle_world import Grant

# -- 10 Writing ----------------------------------------------------------------------------------
NEEDED = {
    "contact": "log_contact",
    "relationship": "record",
    "address": "record",
    "confidential_address": "record",
    "safe_contact_route": "record_safe_contact",
    "code_word": "record_safe_contact",
    "task": "manage_tasks",
    "allocation": "allocate",
}
VIEWS = ("view_case", "view_code_word", "view_confidential_address")


@pytest.mark.parametrize(("table", "permission"), NEEDED.items())
def test_own_writes_need_the_permission_on_that_case(table, permission):
    sam, world = user_with(BASE, "support_worker")
    reading = replace(world, grants=tuple(Grant(sam.id, p, "c_mother") for p in VIEWS))
    writing = replace(reading, grants=(*reading.grants, Grant(sam.id, permission, "c_mother")))
    ended = replace(
        reading, grants=(*reading.grants, Grant(sam.id, permission, "c_mother", expires_at=NOW))
    )

    assert can(writing, sam, "add", table, "c_mother")
    assert can(writing, sam, "change", table, f"{table}:c_mother")
    for world in (reading, ended):
        assert not can(world, sam, "add", table, "c_mother")
        assert not can(world, sam, "change", table, f"{table}:c_mother")
    assert not can(writing, sam, "add", table, "c_rhys")
    assert not can(writing, sam, "change", table, f"{table}:c_rhys")


def test_a_change_needs_sight_of_the_row():
    sam, world = user_with(BASE, "team_manager", team="north")
    world = team_grant(world, "north", "c_mother")
    world = with_record(world, "contact", "restricted")

    assert can(world, sam, "change", "contact", "contact:c_mother")
    assert not can(world, sam, "change", "contact", "row")
    assert not can(world, sam, "change", "code_word", "code_word:c_mother")


def test_a_case_changes_state_by_who_may_transition():
    assert can(*reversed(worker(kind="lead")), "change", "case", "c_mother")
    assert not can(*reversed(worker(kind="cover")), "change", "case", "c_mother")


@pytest.mark.parametrize(
    ("role", "tables"),
    [
        ("service_manager", {"allocation", "task", "contact_draft", "family_member"}),
        (
            "safeguarding_lead",
            {
                "allocation",
                "task",
                "contact",
                "contact_draft",
                "relationship",
                "address",
                "confidential_address",
                "family_member",
                "case_side",
            },
        ),
        ("system", {"contact_draft"}),
    ],
)
def test_wide_roles_add_what_the_role_table_says(role, tables):
    sam, world = user_with(BASE, role)
    world = stands(world, "relatives")
    on_a_case = set(CASE_TABLES) | {"contact_draft", "family_member", "case_side"}

    added = {table for table in on_a_case if can(world, sam, "add", table, "c_mother")}

    assert added == tables | {"case_summary"}
    assert can(world, sam, "change", "case", "c_mother") is (role != "system")
    assert can(world, sam, "change", "task", "task:c_mother") is (role != "system")
    may_log = role == "safeguarding_lead"
    assert can(world, sam, "change", "contact", "contact:c_mother") is may_log


def test_a_role_gives_nothing_on_a_barred_case():
    sam, world = user_with(BASE, "service_manager")

    assert can(world, sam, "add", "allocation", "c_rhys")
    assert not can(world, sam, "add", "allocation", "c_mother")
    assert not holds(world, sam, "allocate", "c_mother")


@pytest.mark.parametrize(
    ("roles", "record"),
    [
        (("safeguarding_lead",), "safe_contact_route"),
        (("service_manager", "support_worker"), "contact"),
    ],
)
def test_a_wide_user_writes_by_role_and_by_allocation(roles, record):
    sam, world = user_with(BASE, *roles)

    assert not can(world, sam, "add", record, "c_rhys")
    assert can(grant(world, "c_rhys", "lead"), sam, "add", record, "c_rhys")


def test_a_grant_to_write_without_a_grant_to_see_opens_nothing():
    sam, world = user_with(BASE, "service_manager")
    world = replace(world, grants=(Grant(sam.id, "log_contact", "c_rhys"),))

    assert not can(world, sam, "add", "contact", "c_rhys")


@pytest.mark.parametrize("table", ["contact_draft", "case_summary"])
def test_drafts_and_summaries_are_written_by_whoever_sees_the_case(table):
    sam, world = worker("c_mother", "supervisor")

    assert can(world, sam, "add", table, "c_mother")
    assert not can(world, sam, "add", table, "c_rhys")


def test_a_right_on_one_case_changes_no_row_of_another():
    sam, world = worker("c_mother")
    world = grant(world, "c_rhys", "supervisor")

    assert can(world, sam, "change", "contact", "contact:c_mother")
    assert can(world, sam, "read", "contact", "contact:c_rhys")
    assert not can(world, sam, "change", "contact", "contact:c_rhys")
    assert can(world, sam, "change", "person", "mother")
    assert can(world, sam, "read", "person", "rhys")
    assert not can(world, sam, "change", "person", "rhys")


def test_membership_is_recorded_through_a_case_in_the_family():
    sam, world = worker("c_mother")

    assert can(world, sam, "add", "family_member", "c_mother")
    assert can(world, sam, "change", "family_member", "m_mother")
    assert can(world, sam, "change", "family", "fam")
    assert not can(*reversed(worker("c_mother", "supervisor")), "change", "family", "fam")
    assert not can(*reversed(worker("c_mother", "supervisor")), "add", "family_member", "c_mother")
    assert not can(*reversed(worker("c_rhys")), "add", "family_member", "c_rhys")


def test_the_safeguarding_lead_corrects_sides_families_and_members():
    lead, world = user_with(BASE, "safeguarding_lead", name="lead")
    robot, world = user_with(world, "system", name="robot")

    for table, row in (("case_side", "s_partner"), ("family", "fam"), ("family_member", "m_son")):
        assert can(world, lead, "change", table, row)
        assert can(world, robot, "read", table, row) is (table != "case_side")
        assert not can(world, robot, "change", table, row)


@pytest.mark.parametrize(
    ("kind", "allowed"), [("lead", True), ("cover", True), ("supervisor", False)]
)
def test_identity_is_corrected_by_who_records_on_the_clients_case(kind, allowed):
    sam, world = worker(kind=kind)

    assert can(world, sam, "change", "person", "mother") is allowed
    assert not can(world, sam, "change", "person", "rhys")


def test_identity_under_wide_roles_is_corrected_by_the_safeguarding_lead():
    lead, world = user_with(BASE, "safeguarding_lead", name="lead")
    manager, world = user_with(world, "service_manager", name="manager")

    assert can(world, lead, "change", "person", "rhys")
    assert can(world, lead, "change", "person", "nobody")
    assert not can(world, manager, "change", "person", "rhys")


@pytest.mark.parametrize(
    ("role", "tables"),
    [
        ("intake_worker", {"case", "person", "family"}),
        ("team_manager", {"case", "person", "family"}),
        ("safeguarding_lead", {"case", "person", "family"}),
        ("service_manager", {"case", "person", "family"}),
        ("support_worker", set()),
        ("system", set()),
    ],
)
def test_rows_without_a_case_are_added_in_ones_own_organisation(role, tables):
    sam, world = user_with(BASE, role)

    assert {t for t in ("case", "person", "family") if can(world, sam, "add", t, "org")} == tables
    assert not any(can(world, sam, "add", t, "other") for t in ("case", "person", "family"))


@pytest.mark.parametrize(
    ("role", "for_oneself", "for_another"),
    [
        ("support_worker", True, False),
        ("service_manager", True, False),
        ("administrator", True, False),
        ("trustee", True, False),
        ("safeguarding_lead", True, True),
        ("data_protection_lead", True, True),
        ("system", False, False),
        ("partner", False, False),
    ],
)
def test_who_may_declare_an_exclusion(role, for_oneself, for_another):
    sam, world = user_with(BASE, role)
    _kim, world = user_with(world, "support_worker", name="kim")
    _far, world = user_with(world, "support_worker", name="far_user", organisation="other")
    world = exclude(exclude(world, "son"), "rhys", name="kim")

    assert can(world, sam, "add", "exclusion", "sam") is for_oneself
    assert can(world, sam, "add", "exclusion", "kim") is for_another
    assert can(world, sam, "change", "exclusion", "e_kim_rhys") is for_another
    assert not can(world, sam, "change", "exclusion", "e_sam_son")
    assert not can(world, sam, "add", "exclusion", "far_user")


def test_without_a_role_nobody_declares_anything():
    sam, world = user_with(BASE)

    assert not can(world, sam, "add", "exclusion", sam.id)


def test_what_the_oracle_does_not_know_is_an_error_and_not_a_no():
    sam, world = worker()

    with pytest.raises(ValueError, match="does not know"):
        can(world, sam, "read", "horoscope", "x")
    with pytest.raises(ValueError, match="does not know"):
        can(world, sam, "purge", "case", "c_mother")
    with pytest.raises(ValueError, match="does not know"):
        visible(world, sam, "horoscope")
    assert not can(world, sam, "read", "case", "no_such_case")
    assert not can(world, sam, "add", "contact", "no_such_case")
