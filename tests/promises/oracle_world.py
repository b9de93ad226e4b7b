"""The facts that decide access, at one moment, as the oracle reads them.

No rules stand here, so that the whole policy can be read in ``oracle.py`` alone. Ids are
opaque; whoever compares the oracle with a database copies its rows into a ``World``.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

type Id = Hashable
type Ids = frozenset[Id]


@dataclass(frozen=True)
class User:
    id: Id
    organisation: Id
    active: bool = True


@dataclass(frozen=True)
class RoleHolding:
    user: Id
    role: str
    starts: datetime
    ends: datetime | None = None
    team: Id | None = None
    strands: frozenset[str] = frozenset()  # empty: every strand


@dataclass(frozen=True)
class Person:
    id: Id
    organisation: Id


@dataclass(frozen=True)
class Family:
    id: Id
    organisation: Id


@dataclass(frozen=True)
class FamilyMember:
    id: Id
    family: Id
    person: Id
    left_at: datetime | None = None


@dataclass(frozen=True)
class Case:
    id: Id
    organisation: Id
    client: Id
    strand: str
    family: Id | None = None


@dataclass(frozen=True)
class Grant:
    user: Id
    permission: str
    case: Id
    source: str = "allocation"
    expires_at: datetime | None = None


@dataclass(frozen=True)
class GroupGrant:
    team: Id
    permission: str
    case: Id
    source: str = "team"
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Exclusion:
    id: Id
    user: Id
    person: Id
    starts: datetime
    ends: datetime | None = None


@dataclass(frozen=True)
class CaseSide:
    id: Id
    case: Id
    side: Id


@dataclass(frozen=True)
class Standing:
    user: Id
    family: Id
    side: Id


@dataclass(frozen=True)
class Record:
    """A row of ``CASE_RECORDS`` or ``AS_THE_CASE``; ids are unique within a table."""

    table: str
    id: Id
    case: Id
    sensitivity: str = "standard"
    recorded_by: Id | None = None


@dataclass(frozen=True)
class Reader:
    """Somebody named as a reader of one record above ``standard``."""

    table: str
    record: Id
    user: Id


@dataclass(frozen=True)
class Draft:
    id: Id
    case: Id
    author: Id


@dataclass(frozen=True)
class World:
    """Everything that decides access, at one moment."""

    now: datetime
    users: tuple[User, ...] = ()
    roles: tuple[RoleHolding, ...] = ()
    people: tuple[Person, ...] = ()
    families: tuple[Family, ...] = ()
    members: tuple[FamilyMember, ...] = ()
    cases: tuple[Case, ...] = ()
    grants: tuple[Grant, ...] = ()
    group_grants: tuple[GroupGrant, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    sides: tuple[CaseSide, ...] = ()
    standings: tuple[Standing, ...] = ()
    records: tuple[Record, ...] = ()
    readers: tuple[Reader, ...] = ()
    drafts: tuple[Draft, ...] = ()
