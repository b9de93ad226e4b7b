"""The application's judgement of one user and one case, from the bare facts.

``access.scope`` asks for the caller and leaves what nobody may read to the database. Here the same
rules are said about somebody else, so that ``explain_access`` can lay both answers side by side
(law 1). Pure: facts come as ``acl.access_facts`` tells them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseload.access.roles import CASE_ROLES, ROLES, Role, wide_roles

VIEW = "view_case"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Does this user see the case, and why; each reason is one stable word."""

    sees: bool
    reasons: tuple[str, ...]


def conclude(
    *,
    active: bool,
    granted: bool,
    wide: bool,
    bars: Mapping[str, bool],
    sources: Iterable[str] = (),
) -> Judgement:
    """From the single answers to the whole one, in words: what opens first, then what bars."""
    opens = (["wide_role"] if wide else []) + [f"granted_by_{source}" for source in sources]
    if granted and not sources:
        opens.append("granted")
    closes = ([] if active else ["inactive"]) + [name for name, holds in bars.items() if holds]
    if not (granted or wide):
        closes.append("nothing_granted")
    return Judgement(sees=not closes, reasons=(*opens, *closes))


def judge(facts: Mapping[str, Any], *, at: datetime) -> Judgement:
    """What the application makes of the facts at this moment."""
    roles = _live_roles(facts["roles"], at)
    above_sides = Role.SAFEGUARDING_LEAD in roles
    works = {CASE_ROLES[Role(role)] for role in roles if role in set(CASE_ROLES)}
    sources = sorted({grant["source"] for grant in _live_grants(facts, at, works)})
    stands, side = facts["stands"], facts["side"]
    return conclude(
        active=bool(facts["active"]),
        granted=bool(sources),
        wide=bool(wide_roles(roles)),
        sources=sources,
        bars={
            "excluded": any(_is_live(each, at) for each in facts["exclusions"]),
            "other_side": not above_sides and stands is not None and stands != side,
            "outside_strands": not above_sides
            and Role.SERVICE_MANAGER in roles
            and _is_outside_strands(facts, at),
        },
    )


def _live_roles(held: Iterable[Mapping[str, Any]], at: datetime) -> frozenset[str]:
    """A role that waits for its second person gives nothing."""
    return frozenset(
        each["role"]
        for each in held
        if _is_live(each, at)
        and (each["approved"] or not ROLES[Role(each["role"])].needs_second_person)
    )


def _live_grants(
    facts: Mapping[str, Any], at: datetime, works: set[bool]
) -> list[Mapping[str, Any]]:
    own = [
        grant
        for grant in facts["grants"]
        if works and (True in works or grant["source"] == "rights_request")
    ]
    teams = [grant for grant in facts["team_grants"] if _is_live(grant, at)]
    return [
        grant
        for grant in (*own, *teams)
        if grant["permission"] == VIEW and not _is_past(grant["expires_at"], at)
    ]


def _is_outside_strands(facts: Mapping[str, Any], at: datetime) -> bool:
    """Not a strand of theirs, or a divided family in which they have no side yet."""
    strands = [
        each["strands"]
        for each in facts["roles"]
        if each["role"] == Role.SERVICE_MANAGER and each["approved"] and _is_live(each, at)
    ]

    def is_held(strand: str) -> bool:
        return any(not each or strand in each for each in strands)

    sides = {case["side"] for case in facts["sides_held"] if is_held(case["strand"])}
    is_divided = facts["in_family"] and facts["stands"] is None and len(sides) > 1
    return not is_held(facts["strand"]) or is_divided


def _is_live(row: Mapping[str, Any], at: datetime) -> bool:
    return not _is_past(row["ends_at"], at) and datetime.fromisoformat(row["starts_at"]) <= at


def _is_past(moment: str | None, at: datetime) -> bool:
    return moment is not None and datetime.fromisoformat(moment) <= at
