"""Finding people by what a caller says of themselves. Nobody hidden exists here (law 1).

Names are compared by keyed tokens: the same letters first, then the same sound, then most of the
same letters. Only visible tokens are read, so neither order nor number of the results depends on
anybody hidden (features.md 2.17).
"""

import hashlib
import hmac
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from caseload.access.permissions import Permission
from caseload.access.roles import held_by
from caseload.clients import search_index
from caseload.clients.matching import LIKELY, Told, match_tokens, weight
from caseload.clients.models import Case, Person, SearchToken
from caseload.core.actor import Actor
from caseload.core.errors import FieldError, NotPermitted, ValidationFailed
from caseload.core.names import (
    name_parts,
    normalise_email,
    normalise_phone,
    normalise_postcode,
)
from caseload.core.references import normalise_reference

MOST_RESULTS: Final = 25
MOST_NAME_PARTS: Final = 8
SHARED_TRIGRAMS: Final = 0.5

_EXACT, _SOUND, _LETTERS = 4.0, 2.5, 2.0
_WEIGHTS: Final[Mapping[str, float]] = {
    "phone": 6.0,
    "email": 6.0,
    "birth_date": 3.0,
    "postcode": 1.5,
}
_REFERENCE: Final = 100.0

type Tokens = dict[UUID, set[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody said on the telephone; every part may be missing, but not all."""

    name: str = ""
    phone: str = ""
    email: str = ""
    postcode: str = ""
    birth_date: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody the searcher may see, with those of their cases that the searcher may see."""

    person: Person
    cases: Sequence[Case]


@dataclass(frozen=True, slots=True)
class Search:
    """The answer, best first, and the keyed hash of the question for the read event."""

    people: Sequence[FoundPerson]
    terms: bytes


def search_people(*, by: Actor, wanted: Wanted) -> Search:
    """People whom ``by`` may see and who fit what was said, best fit first, 25 at most.

    Raises:
        NotPermitted: the role does not look for people.
        ValidationFailed: nothing was asked, or a part cannot be read as what it should be.
    """
    if Permission.SEARCH_PEOPLE not in held_by(by.roles):
        raise NotPermitted
    _refuse_unreadable(wanted)
    scores: dict[UUID, float] = defaultdict(float)
    for part_scores in (
        _by_name(by, by.organisation_id, wanted.name),
        _by_facts(by, by.organisation_id, wanted),
        _by_reference(by, wanted.reference),
    ):
        for person_id, score in part_scores.items():
            scores[person_id] += score
    return Search(_found(by, scores), terms_hash(by.organisation_id, wanted))


def possible_duplicates(*, by: Actor, identity: Person, told: Told) -> Sequence[FoundPerson]:
    """Visible people who may be the one about to be registered (Q2); nobody hidden counts."""
    if Permission.OPEN_CASE not in held_by(by.roles):
        raise NotPermitted
    wanted = match_tokens(identity, told)
    scores = {
        person_id: float(weight(there))
        for person_id, there in _shared(by, wanted).items()
        if person_id != identity.pk and weight(there) >= LIKELY
    }
    return _found(by, scores)


def terms_hash(organisation_id: UUID, wanted: Wanted) -> bytes:
    """What the read event keeps of a question: comparable, and not readable."""
    asked = json.dumps(asdict(wanted), default=str, sort_keys=True)
    message = f"{organisation_id}\nterms\n{asked}".encode()
    return hmac.new(settings.CASELOAD_SEARCH_KEY, message, hashlib.sha256).digest()


def _refuse_unreadable(wanted: Wanted) -> None:
    problems = [
        FieldError(f"/{field}", "not_readable", sentence)
        for field, text, read, sentence in (
            ("name", wanted.name, name_parts, "A name has letters."),
            ("phone", wanted.phone, normalise_phone, "This is not a telephone number."),
            ("email", wanted.email, normalise_email, "This is not an e-mail address."),
            ("postcode", wanted.postcode, normalise_postcode, "This is not a whole postcode."),
            ("reference", wanted.reference, normalise_reference, "This is not a case reference."),
        )
        if text and not read(text)
    ]
    if not problems and not any(asdict(wanted).values()):
        problems.append(FieldError("", "nothing_asked", "Say at least one thing to look for."))
    if len(name_parts(wanted.name)) > MOST_NAME_PARTS:
        problems.append(FieldError("/name", "too_long", "Eight parts of a name are enough."))
    if problems:
        raise ValidationFailed(*problems)


def _by_name(by: Actor, organisation_id: UUID, name: str) -> dict[UUID, float]:
    """Each part scores once, by its best fit; two parts that fit beat one that fits better."""
    parts = [
        {kind: _tokens(organisation_id, kind, part) for kind in _NAME_KINDS}
        for part in name_parts(name)
    ]
    if not parts:
        return {}
    wanted = {(kind, token) for part in parts for kind in _CLOSE_KINDS for _, token in part[kind]}
    near = _shared(by, wanted)
    alike = _alike(by, [part["name_trigram"] for part in parts])
    scores: dict[UUID, float] = defaultdict(float)
    for at, part in enumerate(parts):
        for person_id in near.keys() | alike.keys():
            there = near.get(person_id, set())
            if there & part["name_part"]:
                scores[person_id] += _EXACT
            elif there & part["name_sound"]:
                scores[person_id] += _SOUND
            elif (share := alike.get(person_id, {}).get(at, 0.0)) >= SHARED_TRIGRAMS:
                scores[person_id] += _LETTERS * share
    return {person_id: score for person_id, score in scores.items() if score}


_CLOSE_KINDS: Final = ("name_part", "name_sound")
_NAME_KINDS: Final = (*_CLOSE_KINDS, "name_trigram")


def _by_facts(by: Actor, organisation_id: UUID, wanted: Wanted) -> dict[UUID, float]:
    born = wanted.birth_date.isoformat() if wanted.birth_date else ""
    asked = (("phone", wanted.phone), ("email", wanted.email), ("postcode", wanted.postcode))
    tokens = search_index.tokens_of(organisation_id, [*asked, ("birth_date", born)])
    return {
        person_id: sum(_WEIGHTS[kind] for kind, _ in there)
        for person_id, there in _shared(by, tokens).items()
    }


def _by_reference(by: Actor, text: str) -> dict[UUID, float]:
    reference = normalise_reference(text) if text else None
    if reference is None:
        return {}
    cases = Case.objects.visible_to(by).filter(reference=reference)
    return dict.fromkeys(cases.values_list("client_id", flat=True), _REFERENCE)


def _tokens(organisation_id: UUID, kind: str, value: str) -> set[tuple[str, int]]:
    return search_index.tokens_of(organisation_id, [(kind, value)])


def _shared(by: Actor, wanted: set[tuple[str, int]]) -> Tokens:
    """Which of ``wanted`` each visible person has."""
    if not wanted:
        return {}
    rows = SearchToken.objects.visible_to(by).filter(
        is_live=True,
        kind__in=sorted({kind for kind, _ in wanted}),
        token__in=sorted(token for _, token in wanted),
    )
    found: Tokens = defaultdict(set)
    for person_id, kind, token in rows.values_list("person_id", "kind", "token"):
        if (kind, token) in wanted:
            found[person_id].add((kind, token))
    return found


def _alike(by: Actor, parts: Sequence[set[tuple[str, int]]]) -> dict[UUID, dict[int, float]]:
    """The share of each part's letters that a visible person's names have; counted there."""
    letters = [sorted(token for _, token in part) for part in parts]
    counts = {
        f"part_{at}": Count("token", filter=Q(token__in=tokens), distinct=True)
        for at, tokens in enumerate(letters)
        if tokens
    }
    if not counts:
        return {}
    enough = Q()
    for at, tokens in enumerate(letters):
        if tokens:
            enough |= Q(**{f"part_{at}__gte": len(tokens) * SHARED_TRIGRAMS})
    every = sorted({token for tokens in letters for token in tokens})
    rows: Any = (
        SearchToken.objects.visible_to(by)
        .filter(is_live=True, kind="name_trigram", token__in=every)
        .values("person_id")
        .annotate(**counts)
        .filter(enough)
    )
    return {
        row["person_id"]: {
            at: row[f"part_{at}"] / len(tokens) for at, tokens in enumerate(letters) if tokens
        }
        for row in rows
    }


def _found(by: Actor, scores: Mapping[UUID, float]) -> list[FoundPerson]:
    """Best first; people of equal fit in the order of their names."""
    people = Person.objects.visible_to(by).filter(pk__in=scores)
    ranked = sorted(
        people,
        key=lambda person: (-scores[person.pk], person.family_name, person.given_names, person.pk),
    )[:MOST_RESULTS]
    cases: dict[UUID, list[Case]] = defaultdict(list)
    for case in (
        Case.objects.visible_to(by)
        .filter(client__in=[person.pk for person in ranked])
        .order_by("recorded_at", "pk")
    ):
        cases[case.client_id].append(case)
    return [FoundPerson(person, cases[person.pk]) for person in ranked]
