"""Small worlds in which the oracle is asked, and the words to build them.

People are named for what they do; every test says what its world looks like.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.promises.oracle import PERMISSION_SETS
from tests.promises.oracle_world import (
    Case,
    CaseSide,
    Exclusion,
    Family,
    FamilyMember,
    Grant,
    GroupGrant,
    Person,
    Record,
    RoleHolding,
    Standing,
    User,
    World,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AGO = NOW - timedelta(days=30)
TICK = timedelta(milliseconds=1)
CASE_TABLES = (
    "relationship",
    "address",
    "confidential_address",
    "safe_contact_route",
    "code_word",
    "contact",
    "task",
    "allocation",
    "case_summary",
)

OUR_PEOPLE = ("mother", "partner", "son", "rhys", "child", "nobody")

# One organisation with a contested family (mother and partner on one side, the person under
# investigation on the other), a family nobody supports yet, a case without a family, and a
# second organisation behind the wall.
BASE = World(
    now=NOW,
    people=(*(Person(name, "org") for name in OUR_PEOPLE), Person("far", "other")),
    families=(Family("fam", "org"), Family("empty", "org"), Family("far_fam", "other")),
    members=(
        FamilyMember("m_mother", "fam", "mother"),
        FamilyMember("m_partner", "fam", "partner"),
        FamilyMember("m_son", "fam", "son"),
        FamilyMember("m_child", "fam", "child"),
        FamilyMember("m_nobody", "empty", "nobody"),
        FamilyMember("m_far", "far_fam", "far"),
    ),
    cases=(
        Case("c_mother", "org", "mother", "kinship", "fam"),
        Case("c_partner", "org", "partner", "adult_family_1to1", "fam"),
        Case("c_son", "org", "son", "suspect_support", "fam"),
        Case("c_rhys", "org", "rhys", "helpline_anonymous"),
        Case("c_far", "other", "far", "kinship", "far_fam"),
    ),
    sides=(CaseSide("s_partner", "c_partner", "relatives"),),
    records=tuple(
        Record(table, f"{table}:{case}", case)
        for table in CASE_TABLES
        for case in ("c_mother", "c_partner", "c_son", "c_rhys", "c_far")
    ),
)
OUR_CASES = {"c_mother", "c_partner", "c_son", "c_rhys"}


def user_with(world, *roles, name="sam", organisation="org", active=True, team=None, strands=()):
    """A user holding roles since a month ago, and the world they are in."""
    user = User(name, organisation, active)
    held = tuple(
        RoleHolding(name, role, AGO, team=team, strands=frozenset(strands)) for role in roles
    )
    return user, replace(world, users=(*world.users, user), roles=world.roles + held)


def grant(world, case, kind="lead", *, to="sam", source="allocation", expires_at=None):
    rows = tuple(Grant(to, p, case, source, expires_at) for p in PERMISSION_SETS[kind])
    return replace(world, grants=world.grants + rows)


def team_grant(world, team, case, expires_at=None):
    rows = tuple(GroupGrant(team, p, case, expires_at=expires_at) for p in PERMISSION_SETS["team"])
    return replace(world, group_grants=world.group_grants + rows)


def exclude(world, person, *, name="sam", starts=AGO, ends=None):
    row = Exclusion(f"e_{name}_{person}", name, person, starts, ends)
    return replace(world, exclusions=(*world.exclusions, row))


def stands(world, side, *, name="sam", family="fam"):
    return replace(world, standings=(*world.standings, Standing(name, family, side)))


def with_record(world, table, sensitivity, *, case="c_mother", recorded_by=None):
    row = Record(table, "row", case, sensitivity, recorded_by)
    return replace(world, records=(*world.records, row))


def worker(case="c_mother", kind="lead", world=BASE):
    sam, world = user_with(world, "support_worker")
    return sam, grant(world, case, kind)
