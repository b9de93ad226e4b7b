"""Who may see and do what, said once more in plain Python.

The oracle is the third opinion beside the application and row security. It is written from
the policy text alone (``domain.md`` BR-30 to BR-39, ``access-and-audit.md`` sections 4 to 6)
and knows neither Django nor SQL, so that a mistake shared by the two enforcers still shows.
It is meant to be read by an inspector, not to be fast; its facts are in ``oracle_world.py``.
Each rule is one function and names its source: "AA" is ``access-and-audit.md``, "slice" a
decision taken for this slice. What is not said is denied.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from tests.promises.oracle_world import (
    Case,
    Grant,
    GroupGrant,
    Id,
    Ids,
    Reader,
    Record,
    RoleHolding,
    User,
    World,
)


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WIDE_ROLES = words("service_manager safeguarding_lead system")
ACROSS_SIDES = words("safeguarding_lead system")
ANSWERS_FOR_SIDES = words("safeguarding_lead")
EXCLUSION_LEADS = words("safeguarding_lead data_protection_lead")
# AA 5.2: administrator, trustee and analyst have a dash in every row of case content.
GRANTED_ROLES = WIDE_ROLES - {"system"} | words(
    "support_worker team_manager duty_worker intake_worker"
)

# -- What an allocation gives (AA 5.1; slice 6) --------------------------------------------------
CASE_PERMISSIONS = words(
    "view_case log_contact record record_safe_contact view_code_word view_confidential_address "
    "record_risk record_consent manage_tasks attach refer_out disclose transition sign_off "
    "allocate view_history view_read_log"
)
WORKER = CASE_PERMISSIONS - words("sign_off allocate view_read_log")
PERMISSION_SETS = {
    "lead": WORKER | words("view_restricted view_highly_restricted view_legally_restricted"),
    "co_worker": WORKER | words("view_legally_restricted"),
    "cover": WORKER - words("refer_out disclose transition record_consent"),
    "team": CASE_PERMISSIONS - words("view_code_word"),
    "supervisor": words(
        "view_case sign_off allocate transition manage_tasks view_history view_read_log "
        "view_restricted"
    ),
    "rights_request": words("view_case view_history"),
}
# What a wide role holds on every case it is not barred from (AA 5.2; slice 7, 10).
ROLE_PERMISSIONS = {
    "service_manager": words(
        "view_case allocate transition manage_tasks view_history view_read_log"
    ),
    "safeguarding_lead": words(
        "view_case allocate transition manage_tasks view_history view_read_log record log_contact "
        "view_code_word view_confidential_address view_restricted view_highly_restricted "
        "view_legally_restricted"
    ),
    "system": words("view_case"),
}

# -- What each record asks for -------------------------------------------------------------------
AS_THE_CASE = words("allocation case_summary")
WHOLE_TEAM = words("standard third_party_confidential")
NEEDS_ITS_OWN_VIEW = words("code_word confidential_address")
WRITE_PERMISSION = {
    "contact": "log_contact",
    "relationship": "record",
    "address": "record",
    "confidential_address": "record",
    "safe_contact_route": "record_safe_contact",
    "code_word": "record_safe_contact",
    "task": "manage_tasks",
    "allocation": "allocate",
}
# Rows that belong to no case yet are added in the organisation, by who may open one (AA 5.2).
WITHOUT_A_CASE = words("case person family")
OPENERS = words("intake_worker team_manager service_manager safeguarding_lead")
VERBS = words("read add change delete")


# -- Who is asking -------------------------------------------------------------------------------
def lasts(world: World, until: datetime | None) -> bool:
    """An end is exact: at that instant it is over (A15; slice 2)."""
    return until is None or until > world.now


def live_holdings(world: World, user: User) -> list[RoleHolding]:
    """A role works from its start until its end (AA 5.1; slice 2)."""
    mine = (holding for holding in world.roles if holding.user == user.id)
    return [held for held in mine if held.starts <= world.now and lasts(world, held.ends)]


def live_roles(world: World, user: User) -> frozenset[str]:
    return frozenset(holding.role for holding in live_holdings(world, user))


def shape(world: World, user: User) -> str:
    """``partner``, ``wide`` or ``own`` (AA 3; slice 1). A principal is never anything else."""
    held = live_roles(world, user)
    if "partner" in held:
        return "partner"
    return "wide" if held & WIDE_ROLES else "own"


def may_act(world: World, user: User) -> bool:
    """Leavers, strangers and, in this slice, partners meet nothing at all (slice 1, 3)."""
    return user in world.users and user.active and shape(world, user) != "partner"


def colleagues(world: World, user: User) -> Ids:
    return frozenset(other.id for other in world.users if other.organisation == user.organisation)


def our_cases(world: World, user: User) -> list[Case]:
    """An organisation is a hard wall (design 3; slice 3)."""
    return [case for case in world.cases if case.organisation == user.organisation]


# -- What keeps somebody out: exclusions, sides, strands -----------------------------------------
def excluded_people(world: World, user: User) -> Ids:
    """Whom this user must never see; binds everybody but the machine (BR-33; AA 6; slice 4)."""
    if "system" in live_roles(world, user):
        return frozenset()
    begun = (e for e in world.exclusions if e.user == user.id and e.starts <= world.now)
    return frozenset(e.person for e in begun if lasts(world, e.ends))


def excluded_families(world: World, user: User) -> Ids:
    """Families that an excluded person is in or ever was in (BR-33; AA 6)."""
    people = excluded_people(world, user)
    return frozenset(member.family for member in world.members if member.person in people)


def is_excluded(world: World, user: User, case: Case) -> bool:
    """The person's own cases, and all cases of their families (BR-33; AA 6)."""
    people, families = excluded_people(world, user), excluded_families(world, user)
    return case.client in people or case.family in families


def side_of(world: World, case: Case) -> Id:
    """Where a case stands: as declared, else by its strand (AA 6)."""
    declared = [row.side for row in world.sides if row.case == case.id]
    default = "investigated" if case.strand == "suspect_support" else "relatives"
    return declared[0] if declared else default


def standing_in(world: World, user: User, family: Id) -> Id | None:
    rows = [row.side for row in world.standings if (row.user, row.family) == (user.id, family)]
    return rows[0] if rows else None


def is_across_the_barrier(world: World, user: User, case: Case) -> bool:
    """Who stands on one side of a family never sees another (BR-31, BR-32; AA 6)."""
    if case.family is None:
        return False
    standing = standing_in(world, user, case.family)
    return standing is not None and standing != side_of(world, case)


def works_in_strand(world: World, user: User, strand: str) -> bool:
    """A service manager works in the strands named in the role holding (AA 5.1)."""
    held = [h.strands for h in live_holdings(world, user) if h.role == "service_manager"]
    return any(not strands or strand in strands for strands in held)


def is_contested_without_standing(world: World, user: User, case: Case) -> bool:
    """A service manager sees neither side of a contested family until given one (AA 6)."""
    if case.family is None or standing_in(world, user, case.family) is not None:
        return False
    family = [other for other in our_cases(world, user) if other.family == case.family]
    within = [other for other in family if works_in_strand(world, user, other.strand)]
    return len({side_of(world, other) for other in within}) > 1


def is_barred(world: World, user: User, case: Case) -> bool:
    """The bar beats every grant and every role (BR-31 to BR-33; AA 6; slice 4)."""
    if is_excluded(world, user, case):
        return True
    held = live_roles(world, user)
    if held & ACROSS_SIDES:
        return False
    if is_across_the_barrier(world, user, case):
        return True
    return "service_manager" in held and (
        not works_in_strand(world, user, case.strand)
        or is_contested_without_standing(world, user, case)
    )


def barred_cases(world: World, user: User) -> Ids:
    return frozenset(c.id for c in our_cases(world, user) if is_barred(world, user, c))


# -- What lets somebody in: grants and wide roles ------------------------------------------------
def grants_reaching(world: World, user: User) -> Iterator[Grant | GroupGrant]:
    """Live grants to the user, or to a team they manage now (AA 5.1, 18; slice 2)."""
    held = live_roles(world, user)
    managed = {h.team for h in live_holdings(world, user) if h.role == "team_manager"}
    for grant in (g for g in world.grants if g.user == user.id and lasts(world, g.expires_at)):
        for_rights = "data_protection_lead" in held and grant.source == "rights_request"
        if held & GRANTED_ROLES or for_rights:
            yield grant
    yield from (g for g in world.group_grants if g.team in managed and lasts(world, g.expires_at))


def role_permissions(world: World, user: User) -> frozenset[str]:
    """What a wide role may do on any case, grants apart (AA 5.2; slice 10)."""
    held = live_roles(world, user) & WIDE_ROLES
    return frozenset[str]().union(*(ROLE_PERMISSIONS[role] for role in held))


def permissions_on(world: World, user: User, case: Id) -> frozenset[str]:
    """What roles and grants give on a case, before any bar; without sight nothing (AA 3, 5.1)."""
    given = frozenset(g.permission for g in grants_reaching(world, user) if g.case == case)
    return role_permissions(world, user) | (given if "view_case" in given else frozenset())


def visible_cases(world: World, user: User) -> Ids:
    """Granted cases (own) or the organisation's (wide), less the barred (AA 4.3)."""
    if not may_act(world, user):
        return frozenset()
    unbarred = {case.id for case in our_cases(world, user)} - barred_cases(world, user)
    return frozenset(c for c in unbarred if "view_case" in permissions_on(world, user, c))


def holds(world: World, user: User, permission: str, case: Id) -> bool:
    """No right on a case that cannot be seen (law 1; AA 5.1)."""
    return case in visible_cases(world, user) and permission in permissions_on(world, user, case)


# -- Which rows are seen -------------------------------------------------------------------------
def may_read_record(world: World, user: User, record: Record) -> bool:
    """Sensitivity and the narrower tables, once the case is seen (design 3; slice 5, 7).

    A code that this text does not know is read as the strictest.
    """
    held = permissions_on(world, user, record.case)
    if record.table in NEEDS_ITS_OWN_VIEW and f"view_{record.table}" not in held:
        return False
    if record.table in AS_THE_CASE or record.sensitivity in WHOLE_TEAM:
        return True
    known = record.sensitivity in words("restricted legally_restricted")
    needed = f"view_{record.sensitivity}" if known else "view_highly_restricted"
    named = Reader(record.table, record.id, user.id) in world.readers
    return needed in held or named or record.recorded_by == user.id


def visible_records(world: World, user: User, table: str) -> Ids:
    """Records, allocations and summaries follow their case (AA 4.3; slice 5, 7, 9)."""
    seen = visible_cases(world, user)
    rows = (row for row in world.records if row.table == table and row.case in seen)
    return frozenset(row.id for row in rows if may_read_record(world, user, row))


def visible_people(world: World, user: User) -> Ids:
    """Own: clients of visible cases. Wide: also non-clients, not of an excluded family (slice 8)."""
    seen = visible_cases(world, user)
    clients = {case.client for case in our_cases(world, user)}
    shown = {case.client for case in world.cases if case.id in seen}
    if shape(world, user) == "wide":
        families = excluded_families(world, user)
        kin = {member.person for member in world.members if member.family in families}
        shown |= {person.id for person in world.people} - clients - kin
    shown -= excluded_people(world, user)
    ours = (person for person in world.people if person.organisation == user.organisation)
    return frozenset(person.id for person in ours if person.id in shown)


def visible_families(world: World, user: User) -> Ids:
    """Through a visible case; the lead also those that have no case (AA 4.3; slice 8)."""
    seen = visible_cases(world, user)
    supported = {case.family for case in our_cases(world, user)}
    shown = {case.family for case in world.cases if case.id in seen}
    if live_roles(world, user) & ANSWERS_FOR_SIDES:
        shown |= {family.id for family in world.families} - supported
    ours = (family for family in world.families if family.organisation == user.organisation)
    return frozenset(family.id for family in ours if family.id in shown)


def visible_members(world: World, user: User) -> Ids:
    """Membership needs both ends (AA 4.3, F3; slice 8)."""
    families, people = visible_families(world, user), visible_people(world, user)
    joins = (m for m in world.members if m.family in families and m.person in people)
    return frozenset(member.id for member in joins)


def visible_sides(world: World, user: User) -> Ids:
    """That a barrier exists is for the safeguarding lead alone (BR-34; slice 9)."""
    may_know = bool(live_roles(world, user) & ANSWERS_FOR_SIDES)
    seen = visible_cases(world, user)
    return frozenset(row.id for row in world.sides if may_know and row.case in seen)


def visible_exclusions(world: World, user: User) -> Ids:
    """Two leads read exclusions, and nobody one about their own or its person (AA 6, A11)."""
    may_know = bool(live_roles(world, user) & EXCLUSION_LEADS)
    others = colleagues(world, user) - {user.id}
    told = (e for e in world.exclusions if e.person not in excluded_people(world, user))
    return frozenset(row.id for row in told if may_know and row.user in others)


def visible_drafts(world: World, user: User) -> Ids:
    """A draft is its author's, and only while they see the case (AA 5.3; slice 9)."""
    seen = visible_cases(world, user)
    mine = (row for row in world.drafts if row.author == user.id)
    return frozenset(row.id for row in mine if row.case in seen)


VISIBLE: dict[str, Callable[[World, User], Ids]] = {
    "case": visible_cases,
    "person": visible_people,
    "family": visible_families,
    "family_member": visible_members,
    "case_side": visible_sides,
    "exclusion": visible_exclusions,
    "contact_draft": visible_drafts,
}
TABLES = frozenset(VISIBLE) | AS_THE_CASE | frozenset(WRITE_PERMISSION)


def visible(world: World, user: User, table: str) -> Ids:
    """Every row of a table that the user may read now; law 1 in one question."""
    if table not in TABLES:
        raise ValueError(f"The oracle does not know the table {table}.")
    if not may_act(world, user):
        return frozenset()
    return VISIBLE[table](world, user) if table in VISIBLE else visible_records(world, user, table)


# -- What may be done ----------------------------------------------------------------------------
def may_declare_exclusion(world: World, user: User, excluded: Id) -> bool:
    """Any staff for oneself; the two leads for any colleague (AA 5.2, 6; slice 10)."""
    held = live_roles(world, user)
    if excluded == user.id:
        return "system" not in held and bool(held)
    return excluded in colleagues(world, user) and bool(held & EXCLUSION_LEADS)


def may_add(world: World, user: User, table: str, target: Id) -> bool:
    """``target``: the case; an organisation where there is none; the user to be excluded."""
    held = live_roles(world, user)
    if table == "exclusion":
        return may_declare_exclusion(world, user, target)
    if table in WITHOUT_A_CASE:
        return target == user.organisation and bool(held & OPENERS)
    unread = table in NEEDS_ITS_OWN_VIEW and not holds(world, user, f"view_{table}", target)
    if unread or target not in visible_cases(world, user):
        return False
    if table == "family_member":  # a wide opener brings the client into the family
        in_a_family = any(c.id == target and c.family is not None for c in world.cases)
        wide_opener = bool(held & OPENERS & WIDE_ROLES)
        return in_a_family and (wide_opener or holds(world, user, "record", target))
    return {
        "case_side": "safeguarding_lead" in held,  # slice 10
        "case_summary": True,  # derived: written by whoever sees the case (AA 4.6)
        "contact_draft": True,  # matrix: their own
    }.get(table, holds(world, user, WRITE_PERMISSION.get(table, ""), target))


def may_change(world: World, user: User, table: str, row: Id) -> bool:
    """A correction, of a row already known to be readable (AA 5.2; slice 10)."""
    if table in {"exclusion", "contact_draft", "case_summary"}:
        return True  # who may read these may correct them: the leads, the author, derived rows
    if table == "case_side":
        return "safeguarding_lead" in live_roles(world, user)
    if table == "case":
        return holds(world, user, "transition", row)
    if table in {"person", "family", "family_member"}:  # whoever records on a case of theirs
        family = {member.id: member.family for member in world.members}.get(row, row)
        theirs = [c.id for c in world.cases if c.client == row or c.family == family]
        by_role = "record" in role_permissions(world, user)
        return by_role or any(holds(world, user, "record", case) for case in theirs)
    cases = [r.case for r in world.records if (r.table, r.id) == (table, row)]
    return any(holds(world, user, WRITE_PERMISSION[table], case) for case in cases)


def can(world: World, user: User, verb: str, table: str, target: Id) -> bool:
    """One cell of the matrix; nobody deletes. ``target``: a row, or as in ``may_add`` (AA 5.2)."""
    if verb not in VERBS or table not in TABLES:
        raise ValueError(f"The oracle does not know how to {verb} {table}.")
    if verb == "delete" or not may_act(world, user):
        return False
    if verb == "add":
        return may_add(world, user, table, target)
    seen = target in visible(world, user, table)
    return seen and (verb == "read" or may_change(world, user, table, target))
