"""When two people may be one: the same rule for what a caller may see and for what stays hidden.

Likely is the same number or e-mail address, or two of name, date of birth and postcode.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from caseload.clients import search_index
from caseload.core.names import name_parts

LIKELY: Final = 2
_COUNTS_DOUBLE: Final = frozenset({"phone", "email"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of themselves beside their name, while they are being registered."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    postcode: str = ""


NOTHING_TOLD: Final = Told()


def weight(shared: set[tuple[str, int]]) -> int:
    """How much the shared tokens say; ``LIKELY`` or more is worth a look."""
    return sum(2 if kind in _COUNTS_DOUBLE else 1 for kind, _ in shared)


class Named(Protocol):
    """Whoever has names and perhaps a birthday: a person, or somebody in a referral."""

    organisation_id: Any
    given_names: str
    family_name: str
    known_as: str
    former_names: Any
    born_on: date | None


def match_tokens(person: Named, told: Told) -> set[tuple[str, int]]:
    """What a likely match is judged by; halves of a double name count, the whole does not."""
    names = [person.given_names, person.family_name, person.known_as, *person.former_names]
    pairs = [("name_part", part) for name in names for part in _single_parts(name)]
    if person.born_on:
        pairs.append(("birth_date", person.born_on.isoformat()))
    pairs += [("phone", phone) for phone in told.phones]
    pairs += [("email", email) for email in told.emails]
    pairs.append(("postcode", told.postcode))
    return search_index.tokens_of(person.organisation_id, pairs)


def _single_parts(name: str) -> set[str]:
    """A bound name is kept in halves and whole; counting both would make one name two facts."""
    parts = name_parts(name)
    return {part for part in parts if not _is_joined(part, parts)}


def _is_joined(part: str, parts: tuple[str, ...]) -> bool:
    rest = [other for other in parts if other != part and other in part]
    return len(rest) > 1 and sum(map(len, rest)) == len(part)
