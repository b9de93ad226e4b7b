"""References forgive a slip of spelling and notice a slip of character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.core.references import (
    ALPHABET,
    LONGEST_INPUT,
    check_character,
    new_reference,
    normalise_reference,
)

bodies = st.text(alphabet=ALPHABET, min_size=7, max_size=7)


def whole(body: str) -> str:
    return body + check_character(body)


def test_alphabet_has_no_look_alikes():
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("ILOU")


def test_new_reference_has_groups_of_three_four_one():
    assert re.fullmatch(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}-[{ALPHABET}]", new_reference())


def test_new_references_are_valid_and_differ():
    made = {new_reference() for _ in range(500)}

    assert len(made) == 500
    assert all(normalise_reference(reference) == reference for reference in made)


def test_reference_of_the_documents_is_a_real_one():
    assert normalise_reference("K7Q-4M2X-9") == "K7Q-4M2X-9"


@pytest.mark.parametrize(
    "typed",
    [
        "k7q-4m2x-9",
        "K7Q4M2X9",
        " k7q 4m2x 9 ",
        "K7Q\u20134M2X\u20139",
        "k7-q4m-2x9",
        "K7Q\t4M2X\n9",
    ],
)
def test_spelling_is_forgiven(typed):
    assert normalise_reference(typed) == "K7Q-4M2X-9"


@given(bodies)
def test_look_alikes_are_folded(body):
    reference = whole(body)
    canonical = normalise_reference(reference)

    assert normalise_reference(reference.replace("0", "o").replace("1", "l")) == canonical
    assert normalise_reference(reference.replace("0", "O").replace("1", "I")) == canonical


@pytest.mark.parametrize(
    "typed",
    ["", "K7Q", "K7Q-4M2X-99", "K7Q-4M2U-9", "K7Q-4M2X-!", "K7Q_4M2X_9", "Ⅷ7Q-4M2X-9", "  -  "],
)
def test_what_cannot_be_a_reference_is_none(typed):
    assert normalise_reference(typed) is None


def test_long_input_is_not_read():
    assert normalise_reference("K7Q-4M2X-9" + " " * LONGEST_INPUT) is None


@given(bodies, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_noticed(body, place, character):
    right = whole(body)
    wrong = right[:place] + character + right[place + 1 :]

    assert (normalise_reference(wrong) is None) == (wrong != right)


@given(bodies, st.integers(0, 7), st.integers(0, 7))
def test_every_swap_of_two_characters_is_noticed(body, one, other):
    right = whole(body)
    swapped = list(right)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    wrong = "".join(swapped)

    assert (normalise_reference(wrong) is None) == (wrong != right)


@given(st.text())
def test_any_text_is_answered(text):
    answer = normalise_reference(text)

    assert answer is None or normalise_reference(answer) == answer
