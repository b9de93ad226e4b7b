"""Human references such as ``K7Q-4M2X-9``: what a worker reads out on the telephone.

Seven random characters say nothing about when or for whom a record was made. The eighth is a
check character, so that a slip of hand or ear finds nothing instead of another family's case.

# Note [The check is a sum over the field of 32]
A sum weighted by position and taken modulo 32 cannot do it: to notice every wrong character each
weight must be odd, and then two neighbouring weights differ by an even number and some swaps
pass. Modulo 31 takes the first and the last of the 32 characters for the same. So the sum is
taken in GF(32), the field with exactly 32 elements (polynomial x^5 + x^2 + 1): weights are the
powers of one element, all different and none zero. Every single wrong character and every swap
of two characters, neighbours or not and the check character included, is noticed.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford base32: no I, L, O or U."""

RANDOM_CHARACTERS = 7
WHOLE = RANDOM_CHARACTERS + 1
LONGEST_INPUT = 40

_FIELD = 0b100101
_HIGHEST_BIT = 0b100000
_ROOT = 5

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_FOLDED = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")


def new_reference() -> str:
    """A reference that has not been used, but for a chance of one in 34 thousand million.

    The unique constraint of the table is the judge; the caller tries again if it objects.
    """
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return _grouped(body + check_character(body))


def normalise_reference(text: str) -> str | None:
    """The reference that somebody meant by what they typed, or nothing if it cannot be one.

    Lower case, spaces, missing or odd hyphens and look-alikes (O for 0, I or L for 1) are
    forgiven. A wrong check character is not.
    """
    if len(text) > LONGEST_INPUT:
        return None
    kept = "".join(c for c in text if not c.isspace() and c not in _SEPARATORS)
    characters = kept.upper().translate(_FOLDED)
    if len(characters) != WHOLE or any(c not in _VALUE for c in characters):
        return None
    if check_character(characters[:-1]) != characters[-1]:
        return None
    return _grouped(characters)


def check_character(body: str) -> str:
    """The eighth character that belongs to seven (Note [The check is a sum over the field of 32])."""
    total = 0
    for character, weight in zip(body, _WEIGHTS, strict=True):
        total ^= _product(_VALUE[character], weight)
    return ALPHABET[total]


def _grouped(characters: str) -> str:
    return f"{characters[:3]}-{characters[3:7]}-{characters[7:]}"


def _product(left: int, right: int) -> int:
    """Two elements of GF(32) multiplied."""
    result = 0
    while right:
        if right & 1:
            result ^= left
        left <<= 1
        if left & _HIGHEST_BIT:
            left ^= _FIELD
        right >>= 1
    return result


def _powers_of_root() -> tuple[int, ...]:
    weights = [_ROOT]
    while len(weights) < RANDOM_CHARACTERS:
        weights.append(_product(weights[-1], _ROOT))
    return tuple(weights)


_WEIGHTS = _powers_of_root()
