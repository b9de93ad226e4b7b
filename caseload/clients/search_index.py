"""Keeps the keyed tokens by which people are found. Services call it in their own transaction."""

import hashlib
import hmac
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from caseload.clients.models import Case, Person, SearchToken
from caseload.core.tokens import search_tokens


def tokens_of(organisation_id: uuid.UUID, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, int]]:
    """(kind, token) of each (kind, value); a value that normalises to nothing gives none."""
    return {
        (kind, token)
        for kind, value in pairs
        if value
        for token in search_tokens(
            kind, value, key=settings.CASELOAD_SEARCH_KEY, organisation_id=organisation_id
        )
    }


def name_pairs(names: Iterable[str], born_on: date | None) -> list[tuple[str, str]]:
    pairs = [
        (kind, name)
        for name in names
        for kind in ("name_part", "name_trigram", "name_sound")
        if name
    ]
    if born_on:
        pairs.append(("birth_date", born_on.isoformat()))
    return pairs


def index_person(person: Person) -> None:
    """Make the person findable by name, sound and birthday, as they are now."""
    names = [person.given_names, person.family_name, person.known_as, *person.former_names]
    _replace(
        person.organisation_id,
        person.pk,
        None,
        person.pk,
        tokens_of(person.organisation_id, name_pairs(names, person.born_on)),
    )


def index_case_value(case: Case, source_id: uuid.UUID, pairs: Iterable[tuple[str, str]]) -> None:
    """Make the client findable by something told in this case, to those who see the case."""
    _replace(
        case.organisation_id,
        case.client_id,
        case.pk,
        source_id,
        tokens_of(case.organisation_id, pairs),
    )


def _replace(
    organisation_id: uuid.UUID,
    person_id: uuid.UUID,
    case_id: uuid.UUID | None,
    source_id: uuid.UUID,
    wanted: set[tuple[str, int]],
) -> None:
    """Tokens are switched off rather than deleted: nobody holds a DELETE right."""
    rows: dict[tuple[str, int], Any] = {
        (row.kind, row.token): row
        for row in SearchToken._base_manager.filter(source_id=source_id, person_id=person_id)
    }
    for key, row in rows.items():
        if row.is_live != (key in wanted):
            row.is_live = key in wanted
            row.save(update_fields=["is_live"], force_update=True)
    SearchToken._base_manager.bulk_create(
        SearchToken(
            id=uuid.uuid4(),
            organisation_id=organisation_id,
            person_id=person_id,
            case_id=case_id,
            source_id=source_id,
            kind=kind,
            token=token,
        )
        for kind, token in sorted(wanted - rows.keys())
    )


def opaque_hash(organisation_id: uuid.UUID, reference: str) -> bytes | None:
    """A police or court reference as it is kept: comparable, and not readable."""
    if not reference:
        return None
    text = f"{organisation_id}\nreference\n{reference.strip().casefold()}"
    return hmac.new(settings.CASELOAD_SEARCH_KEY, text.encode(), hashlib.sha256).digest()
