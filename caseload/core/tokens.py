"""Keyed hashes by which a person is found and from which nothing can be read.

Row security takes the index away from LIKE and trigram operators, so names are looked up by
equality on whole numbers (access-and-audit.md §4.2). The key is not in the database: whoever
steals the table cannot try names against it. The organisation is part of what is hashed, so
two charities on one server cannot compare their clients.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from uuid import UUID

from caseload.core.names import (
    name_parts,
    normalise_email,
    normalise_phone,
    normalise_postcode,
    phonetic_codes,
    trigrams,
)
from caseload.core.references import normalise_reference

SHORTEST_KEY = 32
TOKEN_BYTES = 8


class TokenKind(StrEnum):
    """What a token was made of. Tokens of two kinds never meet, even for the same letters."""

    NAME_PART = "name_part"
    NAME_TRIGRAM = "name_trigram"
    NAME_SOUND = "name_sound"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    BIRTH_DATE = "birth_date"
    REFERENCE = "reference"


def search_tokens(kind: str, value: str | date, *, key: bytes, organisation_id: UUID) -> set[int]:
    """The tokens of one value, as the signed 64-bit numbers that the table keeps.

    Stored values and search words go through the same door. A value that cannot be read as its
    kind (a number too short to be one) has no tokens, so it finds nothing. An
    unknown kind, or a key too short to protect anybody, raises ``ValueError``.
    """
    token_kind = TokenKind(kind)
    if len(key) < SHORTEST_KEY:
        raise ValueError("The search key has at least 32 bytes.")
    return {
        _token(token_kind, piece, key=key, organisation_id=organisation_id)
        for piece in _PIECES[token_kind](_as_text(value))
    }


def _token(kind: TokenKind, piece: str, *, key: bytes, organisation_id: UUID) -> int:
    message = b"|".join((organisation_id.bytes.hex().encode(), kind.encode(), piece.encode()))
    digest = hmac.new(key, message, hashlib.sha256).digest()
    return int.from_bytes(digest[:TOKEN_BYTES], "big", signed=True)


def _as_text(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else value


def _pieces_of_names(of_part: Callable[[str], Iterable[str]]) -> Callable[[str], set[str]]:
    return lambda text: {piece for part in name_parts(text) for piece in of_part(part)}


def _one(normal_form: Callable[[str], str | None]) -> Callable[[str], set[str]]:
    return lambda text: {form} if (form := normal_form(text)) else set()


def _birth_date(text: str) -> str | None:
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None


_PIECES: dict[TokenKind, Callable[[str], set[str]]] = {
    TokenKind.NAME_PART: lambda text: set(name_parts(text)),
    TokenKind.NAME_TRIGRAM: _pieces_of_names(trigrams),
    TokenKind.NAME_SOUND: _pieces_of_names(phonetic_codes),
    TokenKind.PHONE: _one(normalise_phone),
    TokenKind.EMAIL: _one(normalise_email),
    TokenKind.POSTCODE: _one(normalise_postcode),
    TokenKind.BIRTH_DATE: _one(_birth_date),
    TokenKind.REFERENCE: _one(normalise_reference),
}
