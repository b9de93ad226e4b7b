"""The oracle itself: what holds in every world, drawn at random."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.promises.oracle import (
    GRANTED_ROLES,
    PERMISSION_SETS,
    TABLES,
    VERBS,
    WIDE_ROLES,
    barred_cases,
    can,
    visible,
    visible_cases,
)
from tests.promises.oracle_examples import (
    BASE,
    NOW,
    TICK,
    exclude,
    grant,
    stands,
    team_grant,
    user_with,
    with_record,
)

# -- What holds in every world -------------------------------------------------------------------
ROLES = [
    *sorted(WIDE_ROLES | GRANTED_ROLES),
    "data_protection_lead",
    "administrator",
    "trustee",
    "analyst",
    "partner",
]
CASES = [case.id for case in BASE.cases]
PEOPLE = [person.id for person in BASE.people]
MOMENTS = st.sampled_from([None, NOW - TICK, NOW, NOW + TICK])
KINDS = st.sampled_from([kind for kind in PERMISSION_SETS if kind != "team"])
SENSITIVITIES = st.sampled_from(["standard", "restricted", "highly_restricted"])


@st.composite
def worlds(draw):
    roles = draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True))
    strands = draw(st.sets(st.sampled_from(["kinship", "suspect_support"])))
    sam, world = user_with(BASE, *roles, team="north", strands=strands)
    for case in draw(st.lists(st.sampled_from(CASES), max_size=3)):
        source = draw(st.sampled_from(["allocation", "rights_request"]))
        world = grant(world, case, draw(KINDS), source=source, expires_at=draw(MOMENTS))
    for case in draw(st.lists(st.sampled_from(CASES), max_size=2)):
        world = team_grant(world, "north", case, draw(MOMENTS))
    for person in draw(st.lists(st.sampled_from(PEOPLE), max_size=1)):
        world = exclude(world, person, ends=draw(MOMENTS))
    side = draw(st.sampled_from([None, "relatives", "investigated"]))
    world = stands(world, side) if side else world
    author = draw(st.sampled_from([None, sam.id]))
    world = with_record(world, "contact", draw(SENSITIVITIES), recorded_by=author)
    return sam, world


def everything(world, sam):
    return {(table, row) for table in TABLES for row in visible(world, sam, table)}


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_records_never_outlive_sight_of_their_case(made):
    sam, world = made
    seen = visible_cases(world, sam)
    case_of = {(record.table, record.id): record.case for record in world.records}

    assert not seen & barred_cases(world, sam)
    assert "c_far" not in seen
    assert {case_of[row] for row in everything(world, sam) if row in case_of} <= seen


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from(PEOPLE))
def test_an_exclusion_only_ever_takes_away(made, person):
    sam, world = made

    assert everything(exclude(world, person), sam) <= everything(world, sam)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_time_alone_opens_nothing_while_no_exclusion_ends(made):
    sam, world = made
    world = replace(world, exclusions=())

    assert everything(replace(world, now=NOW + timedelta(days=1)), sam) <= everything(world, sam)


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_nobody_deletes_and_nobody_changes_what_they_cannot_read(made):
    sam, world = made
    rows = {(record.table, record.id) for record in world.records}
    rows |= {("case", case) for case in CASES} | {("person", person) for person in PEOPLE}

    for table, row in rows:
        allowed = {verb for verb in VERBS if can(world, sam, verb, table, row)}
        assert "delete" not in allowed
        assert "change" not in allowed or "read" in allowed
