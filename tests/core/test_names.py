"""Two spellings of one name meet; two people's numbers and addresses do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.core.names import (
    name_parts,
    normalise,
    normalise_email,
    normalise_phone,
    normalise_postcode,
    phonetic_codes,
    trigrams,
)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Priya Nair-Holt", "priya nair holt"),
        ("  Siân   ÉVANS ", "sian evans"),
        ("O\u2019Brien", "o brien"),
        ("Søren Łukasz Æthel", "soren lukasz aethel"),
        ("STRASSE straße", "strasse strasse"),
        ("İpek", "ipek"),
        ("Jean (Mrs.) 2", "jean mrs"),
        ("", ""),
        ("...", ""),
    ],
)
def test_names_are_folded(written, normal):
    assert normalise(written) == normal


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Leanne Marsh-Okoro", ("leanne", "marsh", "okoro", "marshokoro")),
        ("O'Brien", ("o", "brien", "obrien")),
        ("O\u00b4Brien", ("o", "brien", "obrien")),
        ("O\u2019Brien", ("o", "brien", "obrien")),
        ("Gwen Gwen", ("gwen",)),
        ("- Jean -", ("jean",)),
        ("", ()),
    ],
)
def test_parts_hold_each_piece_and_the_bound_whole(written, parts):
    assert name_parts(written) == parts


@pytest.mark.parametrize("typed", ["obrien", "O Brien", "O'BRIEN", "o-brien", "Ó Brien"])
def test_every_way_to_type_it_shares_a_part(typed):
    assert set(name_parts("O'Brien")) & set(name_parts(typed))


def test_name_in_another_script_is_kept_whole():
    assert name_parts("Наталія Ковальчук") == ("наталія", "ковальчук")
    assert len(name_parts("प्रिया")) == 1


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("catherine", "kathryn"),
        ("stephen", "steven"),
        ("shaun", "sean"),
        ("macdonald", "mcdonald"),
        ("nair", "naire"),
        ("smith", "smyth"),
    ],
)
def test_names_that_sound_alike_share_a_code(one, other):
    assert phonetic_codes(one) & phonetic_codes(other)


def test_names_that_sound_apart_share_none():
    assert not phonetic_codes("leanne") & phonetic_codes("marcus")


@pytest.mark.parametrize("part", ["", "ковальчук", "two words", "x9"])
def test_what_has_no_latin_sound_has_no_code(part):
    assert phonetic_codes(part) == frozenset()


def test_trigrams_mark_both_ends():
    assert trigrams("holt") == {"  h", " ho", "hol", "olt", "lt "}
    assert trigrams("o") == {"  o", " o "}
    assert trigrams("") == frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "07700900101",
        "07700 900 101",
        "+44 (0)7700 900101",
        "0044 7700 900101",
        "07700-900101 ext 3",
        "tel:+447700900101",
    ],
)
def test_one_number_has_one_form(typed):
    assert normalise_phone(typed) == "+447700900101"


def test_number_abroad_keeps_its_country():
    assert normalise_phone("+33 6 12 34 56 78") == "+33612345678"


@pytest.mark.parametrize("typed", ["", "999", "ask her sister", "0770090010155555"])
def test_what_is_no_number_is_none(typed):
    assert normalise_phone(typed) is None


def test_address_has_one_form():
    assert normalise_email("  Priya.N+post@Example.ORG ") == "priya.n+post@example.org"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "priya",
        "@example.org",
        "priya@",
        "priya@localhost",
        "a b@example.org",
        "Priya <priya@example.org>",
        "a@b..org",
        "a@b@example.org",
        "x" * 260 + "@example.org",
    ],
)  # fmt: skip - one line of wrong addresses reads better
def test_what_is_no_address_is_none(typed):
    assert normalise_email(typed) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sw1a1aa", "SW1A 1AA"),
        (" CF10 3nq", "CF10 3NQ"),
        ("m1 1ae", "M1 1AE"),
        ("gir0aa", "GIR 0AA"),
        ("BT 1 5 GS", "BT1 5GS"),
    ],
)
def test_postcode_has_one_form(typed, written):
    assert normalise_postcode(typed) == written


@pytest.mark.parametrize("typed", ["", "SW1A", "12345", "SW1A 1A", "SW1A 1AA x"])
def test_what_is_no_postcode_is_none(typed):
    assert normalise_postcode(typed) is None
