"""Tokens find what is alike, and tell nothing without the key."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.core.tokens import TokenKind, search_tokens

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
CHARITY = UUID("6f1d5c5e-0f5b-4c1e-9a55-5f2b6f0f7a01")
OTHER_CHARITY = UUID("6f1d5c5e-0f5b-4c1e-9a55-5f2b6f0f7a02")


def tokens(kind, value, *, key=KEY, organisation_id=CHARITY):
    return search_tokens(kind, value, key=key, organisation_id=organisation_id)


@pytest.mark.parametrize(
    ("kind", "stored", "typed"),
    [
        ("name_part", "Priya Nair-Holt", "HOLT"),
        ("name_part", "O'Brien", "obrien"),
        ("name_sound", "Catherine", "Kathryn"),
        ("name_trigram", "Okoro", "Okorro"),
        ("phone", "07700 900101", "+447700900101"),
        ("email", "Priya@example.org", "priya@EXAMPLE.org"),
        ("postcode", "sw1a1aa", "SW1A 1AA"),
        ("birth_date", date(2018, 3, 11), "2018-03-11"),
        ("reference", "K7Q-4M2X-9", "k7q4m2x9"),
    ],
)
def test_what_is_alike_shares_a_token(kind, stored, typed):
    assert tokens(kind, stored) & tokens(kind, typed)


def test_clients_who_share_a_landline_share_the_token_only_by_number():
    assert tokens("phone", "01632 960001") == tokens("phone", "01632960001")
    assert not tokens("phone", "01632 960001") & tokens("phone", "01632 960002")


@pytest.mark.parametrize(
    ("kind", "unreadable"),
    [
        ("name_part", "..."),
        ("name_trigram", ""),
        ("name_sound", "Ковальчук"),
        ("phone", "999"),
        ("email", "priya"),
        ("postcode", "nowhere"),
        ("birth_date", "spring 2018"),
        ("birth_date", ""),
        ("reference", "K7Q-4M2X-8"),
    ],
)
def test_what_cannot_be_read_finds_nothing(kind, unreadable):
    assert tokens(kind, unreadable) == set()


@given(st.sampled_from(TokenKind), st.text(max_size=40))
def test_tokens_fit_a_signed_64_bit_column(kind, text):
    assert all(-(2**63) <= token < 2**63 for token in tokens(kind, text))


def test_tokens_never_change():
    """A change of the recipe orphans every stored token: index again in the same release."""
    assert tokens("name_part", "holt") == {1077387797451765820}


def test_kinds_keys_and_charities_are_kept_apart():
    mine = tokens("name_part", "holt")

    assert not mine & tokens("name_trigram", "holt")
    assert not mine & tokens("name_part", "holt", key=OTHER_KEY)
    assert not mine & tokens("name_part", "holt", organisation_id=OTHER_CHARITY)


def test_short_key_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        tokens("name_part", "holt", key=b"short")


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="shoe_size"):
        tokens("shoe_size", "42")
