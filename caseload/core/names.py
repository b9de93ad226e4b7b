"""What makes two spellings the same: names as they sound, numbers and addresses in one form.

A worker hears "Nair-Holt" on a bad line and types "Naire Holt"; the search must still find
Priya. Nothing here decides who may be found, and nothing is kept: the pieces become keyed
hashes in ``tokens``.
"""

import re
import unicodedata

import jellyfish
import phonenumbers

HOME_REGION = "GB"
LONGEST_NAME = 300
LONGEST_EMAIL = 254

# Replaced before accents are taken off: NFKD turns an acute accent typed as an apostrophe into a
# space, and O'Brien would fall apart.
_BINDERS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc\u02bb\u0060\u00b4\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
# Letters that have no decomposition and would otherwise fall out of a name.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
    }
)
_LATIN = re.compile(r"[a-z]+\Z")
_EMAIL = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\".]+(?:\.[^@\s<>,;\".]+)+\Z")
_POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})\Z")


def normalise(text: str) -> str:
    """A name without accents, capitals or punctuation; hyphens and apostrophes part it."""
    return _lettered(_folded(text))


def name_parts(text: str) -> tuple[str, ...]:
    """The pieces by which a name is found, each once, in the order they stand.

    A name that is bound by an apostrophe or hyphen gives its pieces and the whole: O'Brien is
    found as ``brien`` and as ``obrien``, Marsh-Okoro by either half and by both.
    """
    parts: dict[str, None] = {}
    for word in _folded(text).split():
        pieces = _lettered(word).split()
        parts.update(dict.fromkeys(pieces))
        if len(pieces) > 1 and ("'" in word or "-" in word):
            parts["".join(pieces)] = None
    return tuple(parts)


def phonetic_codes(part: str) -> frozenset[str]:
    """How one piece of a name sounds, in two alphabets of sound; sharing one is a match.

    Metaphone joins Catherine and Kathryn, NYSIIS joins Shaun and Sean. Both know only Latin
    letters: a name in another script is found by its letters alone.
    """
    if not _LATIN.match(part):
        return frozenset()
    sounds = {f"m:{jellyfish.metaphone(part)}", f"n:{jellyfish.nysiis(part)}"}
    return frozenset(sound for sound in sounds if len(sound) > len("m:"))


def trigrams(part: str) -> frozenset[str]:
    """Every three letters in a row, with the beginning and the end marked by spaces."""
    if not part:
        return frozenset()
    padded = f"  {part} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def normalise_phone(text: str) -> str | None:
    """The number in E.164, read as British unless it says otherwise; nothing if it is none.

    Possible is enough: numbers newer than the tables, and the invented ones of stories, are
    valid to us. An extension is dropped, since it does not reach another household.
    """
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normalise_email(text: str) -> str | None:
    """The address in one form, or nothing if it is none.

    Dots and plus signs stay: what one provider ignores is another person at the next.
    """
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    if len(address) > LONGEST_EMAIL or not _EMAIL.match(address):
        return None
    return address


def normalise_postcode(text: str) -> str | None:
    """The postcode as the post office writes it (``SW1A 1AA``), or nothing if it is none."""
    found = _POSTCODE.match("".join(text.split()).upper())
    return f"{found[1]} {found[2]}" if found else None


def _folded(text: str) -> str:
    bound = text[:LONGEST_NAME].translate(_BINDERS)
    decomposed = unicodedata.normalize("NFKD", bound.casefold()).casefold().translate(_PLAIN)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _lettered(folded: str) -> str:
    """Letters only. Vowel signs of Indic scripts are marks, not letters, and stay with them."""
    kept = (c if c.isalpha() or unicodedata.category(c) == "Mc" else " " for c in folded)
    return " ".join("".join(kept).split())
