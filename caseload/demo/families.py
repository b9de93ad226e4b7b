"""The lives of the synthetic families, planned before anything is written.

A plan is a pure function of the family's number and of the day on which the demo was made: who they
are, when each case began, what was tried and reached on which day, how it stands now. ``bulk``
writes it down, day by day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from caseload.core.clock import UK
from caseload.demo import invented

LONGEST_AGO = 880
CONFIRMED_EVERY = 80
REVIEWED_EVERY = 90
_SHORT_WORK = (90, 420)
_FRESH = 40
_OPENED_LATELY = 12
_SPOKE = "spoke_with_client"

# Days between contacts, by the age of the case in days.
_PACE = ((56, (4, 9)), (180, (7, 15)), (LONGEST_AGO + _FRESH, (16, 32)))

_CLIENTS = (
    # Share of families, and who of each is supported.
    (0.50, ("partner",)),
    (0.73, ("partner", "grandparent")),
    (0.85, ("parent",)),
    (0.95, ("partner", "child")),
    (1.00, ("partner", "investigated")),
)
_STRANDS = {
    "partner": "adult_family_1to1",
    "parent": "adult_family_1to1",
    "grandparent": "kinship",
    "child": "child_young_person",
    "investigated": "suspect_support",
}
_REACHED = (
    ("phone_call", "outbound", "emotional_support", "Talked about how the week has been"),
    ("phone_call", "outbound", "information_criminal_justice", "What the next letter may say"),
    ("phone_call", "outbound", "practical_support", "Money, housing and who can help"),
    ("phone_call", "inbound", "emotional_support", "Rang after a bad night"),
    ("phone_call", "inbound", "information_childrens_services", "Asked what a plan means"),
    ("video_call", "outbound", "telling_children", "How to tell the children"),
    ("face_to_face_office", "outbound", "emotional_support", "Met at the office"),
    ("face_to_face_home", "outbound", "advocacy", "Went through the papers together"),
)
_CHILD_REACHED = (
    ("face_to_face_office", "outbound", "child_direct_work", "Drew together, talked about school"),
    ("video_call", "outbound", "child_direct_work", "Played the feelings game"),
)
_STEPS = (
    "Ring back about the housing form",
    "Send the leaflet that was promised",
    "Check how the meeting went",
    "Ask again about the safe hours",
    "Prepare the next session",
)


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact or attempt: the day it is written down, and what it says."""

    id: UUID
    recorded_on: date
    happened_at: datetime
    channel: str
    direction: str
    outcome: str
    purpose: str
    minutes: int = 0
    headline: str = ""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """What still has to be done, and by when."""

    id: UUID
    recorded_on: date
    due_on: date
    title: str


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One client in one strand, from the first day to how it stands now."""

    id: UUID
    family_number: int
    place: int
    role: str
    strand: str
    reference: str
    person_id: UUID
    given_name: str
    family_name: str
    born_on: date
    phone: str
    email: str
    voicemail: bool
    is_seized: bool
    code_word: bool
    urgency: str
    opened_on: date
    allocated_on: date | None
    contacts: tuple[PlannedContact, ...]
    states: tuple[tuple[date, str], ...]
    confirmed_on: tuple[date, ...]
    reviewed_on: tuple[date, ...]
    step: PlannedStep | None
    children: tuple[tuple[str, date], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class PlannedFamily:
    """Those linked by one investigation, and their cases."""

    number: int
    id: UUID
    knock_on: date
    cases: tuple[PlannedCase, ...]


def plan(number: int, *, made_on: date, founded_on: date) -> PlannedFamily:
    """Family ``number`` as it has lived up to the day before ``made_on``."""
    chance = invented.dice("family", number)
    last_day = made_on - timedelta(days=1)
    longest = min(LONGEST_AGO, (last_day - founded_on).days - _FRESH)
    ago = int(_OPENED_LATELY + (longest - _OPENED_LATELY) * chance.random() ** 1.3)
    knock_on = last_day - timedelta(days=ago)
    surname = invented.family_name(chance)
    children = tuple(
        (invented.first_name(chance), knock_on - timedelta(days=chance.randrange(500, 5500)))
        for _ in range(chance.choice((0, 1, 1, 2, 2, 3)))
    )
    share = chance.random()
    roles = next(roles for limit, roles in _CLIENTS if share <= limit)
    cases = tuple(
        _Life(number, place, role, surname, knock_on, last_day, children).as_planned()
        for place, role in enumerate(roles)
    )
    return PlannedFamily(number, invented.invented_id("family", number), knock_on, cases)


@dataclass(frozen=True)
class _Life:
    """One client while their case is being thought up."""

    number: int
    place: int
    role: str
    surname: str
    knock_on: date
    last_day: date
    children: tuple[tuple[str, date], ...]

    def as_planned(self) -> PlannedCase:
        chance = invented.dice("case", self.number, self.place)
        opened_on = _weekday(self.knock_on + timedelta(days=chance.randrange(1, 9)), self.last_day)
        given_name, born_on = self._who(chance)
        is_fresh = (self.last_day - opened_on).days < _FRESH
        waits = is_fresh and _happens(chance, 0.25)
        closed_on = self._closing_day(chance, opened_on)
        ends_on = closed_on or self.last_day
        contacts = () if waits else tuple(self._contacts(chance, opened_on, closed_on))
        states, reviewed_on = self._states(chance, opened_on, closed_on, contacts)
        return PlannedCase(
            id=self._id("case"),
            family_number=self.number,
            place=self.place,
            role=self.role,
            strand=_STRANDS[self.role],
            reference=invented.invented_reference(self.number, self.place),
            person_id=self._id("person"),
            given_name=given_name,
            family_name=self.surname,
            born_on=born_on,
            phone=invented.phone(chance),
            email=invented.email(chance, given_name) if _happens(chance, 0.3) else "",
            voicemail=_happens(chance, 0.4),
            is_seized=self.role != "child" and _happens(chance, 0.06),
            code_word=_happens(chance, 0.35),
            urgency=chance.choice(("urgent", "priority", "standard", "standard")),
            opened_on=opened_on,
            allocated_on=None if waits else opened_on,
            contacts=contacts,
            states=((opened_on, "waiting"),) if waits else states,
            confirmed_on=() if waits else tuple(_every(CONFIRMED_EVERY, opened_on, ends_on)),
            reviewed_on=reviewed_on,
            step=None if closed_on else self._step(chance, contacts),
            children=() if self.role == "investigated" else self.children,
        )

    def _id(self, what: str, *more: object) -> UUID:
        return invented.invented_id(what, self.number, self.place, *more)

    def _who(self, chance: Random) -> tuple[str, date]:
        if self.role == "child":
            if self.children:
                return self.children[0]
            days = timedelta(days=chance.randrange(2500, 5500))
            return invented.first_name(chance), self.knock_on - days
        youngest = {"grandparent": 52, "parent": 45}.get(self.role, 22)
        age = timedelta(days=round(365.25 * (youngest + chance.random() * 22)))
        return invented.first_name(chance), self.knock_on - age

    def _closing_day(self, chance: Random, opened_on: date) -> date | None:
        wanted = opened_on + timedelta(days=chance.randrange(*_SHORT_WORK))
        if _happens(chance, 0.5) or wanted >= self.last_day - timedelta(days=7):
            return None
        return _weekday(wanted, self.last_day)

    def _contacts(
        self, chance: Random, opened_on: date, closed_on: date | None
    ) -> Iterator[PlannedContact]:
        """Often at first, then less; some open cases have gone quiet."""
        ends_on = closed_on or self.last_day
        if closed_on is None and _happens(chance, 0.08):
            ends_on -= timedelta(days=chance.randrange(30, 90))
        day = opened_on + timedelta(days=chance.randrange(1, 4))
        count = 0
        while (day := _weekday(day, ends_on + timedelta(days=7))) <= ends_on:
            for outcome in _tries(chance, first=count == 0):
                yield self._contact(chance, count, day, opened_on, outcome)
                count += 1
            age = (day - opened_on).days
            step = next(step for limit, step in _PACE if age < limit)
            day += timedelta(days=chance.randrange(*step))

    def _contact(
        self, chance: Random, count: int, day: date, opened_on: date, outcome: str
    ) -> PlannedContact:
        late = chance.choice((0,) * 12 + (1, 2, 4))
        happened_on = max(opened_on + timedelta(days=1), day - timedelta(days=late))
        minute = 9 * 60 + chance.randrange(8 * 60)
        happened_at = datetime.combine(happened_on, time(minute // 60, minute % 60), tzinfo=UK)
        if outcome != _SPOKE:
            return PlannedContact(
                id=self._id("contact", count),
                recorded_on=day,
                happened_at=happened_at,
                channel="phone_call" if outcome == "no_answer" else "face_to_face_office",
                direction="outbound",
                outcome=outcome,
                purpose="welfare_check",
                headline="" if outcome == "no_answer" else "Did not come",
            )
        channel, direction, purpose, headline = chance.choice(
            _CHILD_REACHED if self.role == "child" else _REACHED
        )
        return PlannedContact(
            id=self._id("contact", count),
            recorded_on=day,
            happened_at=happened_at,
            channel=channel,
            direction=direction,
            outcome=outcome,
            purpose=purpose,
            minutes=chance.choice((10, 15, 20, 30, 45, 60)),
            headline=headline,
        )

    def _states(
        self,
        chance: Random,
        opened_on: date,
        closed_on: date | None,
        contacts: tuple[PlannedContact, ...],
    ) -> tuple[tuple[tuple[date, str], ...], tuple[date, ...]]:
        """Its states with the days on which they began, and the days of its light-touch reviews."""
        if not contacts:
            return (), ()
        found = [(contacts[0].recorded_on, "active")]
        ends_on = closed_on or self.last_day
        light_on = _weekday(opened_on + timedelta(days=chance.randrange(170, 330)), self.last_day)
        reviewed_on: list[date] = []
        if light_on < ends_on - timedelta(days=3):
            found.append((light_on, "maintenance"))
            reviewed_on = list(_every(REVIEWED_EVERY, light_on, ends_on - timedelta(days=1)))
            if reviewed_on and closed_on is None and _happens(chance, 0.15):
                reviewed_on.pop()
        elif closed_on is None and _happens(chance, 0.05) and len(contacts) > 1:
            found.append((contacts[-1].recorded_on, "paused"))
        if closed_on:
            found += [(closed_on, "closing"), (closed_on, "closed")]
        return tuple(found), tuple(reviewed_on)

    def _step(self, chance: Random, contacts: tuple[PlannedContact, ...]) -> PlannedStep | None:
        if not contacts or _happens(chance, 0.2):
            return None
        said_on = contacts[-1].recorded_on
        return PlannedStep(
            id=self._id("step"),
            recorded_on=said_on,
            due_on=said_on + timedelta(days=chance.randrange(2, 30)),
            title=chance.choice(_STEPS),
        )


def _tries(chance: Random, *, first: bool) -> list[str]:
    """What happened until that day's conversation, or instead of it."""
    tries = ["no_answer"] * chance.choice((0, 0, 0, 1, 1, 2) if first else (0, 0, 0, 0, 1))
    return [*tries, _SPOKE if first or _happens(chance, 0.9) else "did_not_attend"]


def _happens(chance: Random, share: float) -> bool:
    return chance.random() < share


def _every(days: int, first: date, last: date) -> Iterator[date]:
    day = first + timedelta(days=days)
    while (worked := _weekday(day, last)) >= day:
        yield worked
        day += timedelta(days=days)


def _weekday(day: date, last: date) -> date:
    """The Monday after a weekend; never beyond ``last``."""
    moved = day + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
    return min(moved, last)
