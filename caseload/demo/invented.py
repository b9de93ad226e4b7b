"""Invented people: names, telephone numbers and mail addresses that belong to nobody.

The same number of a family always gives the same people, whoever runs it and wherever: a bug found
in one synthetic database can be looked at in another. Names are put together from parts so that no
list of real people is needed; numbers are those that Ofcom keeps for drama.
"""

import hashlib
import random
from uuid import UUID

from caseload.core.references import (
    ALPHABET,
    RANDOM_CHARACTERS,
    check_character,
    normalise_reference,
)

_FIRST = """
    Abena Ailsa Alun Amara Anouk Arlo Beatrix Bethan Callum Carys Cerys Chidi Clementine Corin
    Davina Delyth Eamon Efua Eirlys Elspeth Emeka Esme Farah Fergus Fflur Florian Freya Gethin
    Gwilym Hamza Harriet Hester Idris Ife Innes Iona Isolde Jago Jamila Jorah Kasia Keira Kofi
    Lachlan Leila Linnet Lorcan Mabel Maeve Magnus Marek Merryn Mina Morag Nadia Nasreen Nerys
    Niall Nkechi Olwen Orla Osian Padma Petra Piran Quentin Rafiq Reuben Roisin Rosalind Rowan
    Sabine Saoirse Seren Shona Sioned Sorcha Tamsin Tariq Tegan Thea Tobias Torquil Una Verity
    Wilfred Winnie Xanthe Yasmin Ysolde Zahra Zofia
"""
_BEGINNINGS = """
    Ash Beck Bram Brook Cald Car Clay Cold Cran Dal Dun East Elm Fair Fen Fern Glen Green Hal
    Hart Hazel Heath Holm Hol Ived Kel Lang Lark Lin Marl Mar Mill Moor Nor Oak Ock Pen Pol
    Ravens Red Rush Sal Scar Sel Shel Stan Stone Sutt Tarn Thorn Tre Wald Ware West Whit Wick
    Wood Yar Yew
"""
_ENDINGS = """
    acre bank beck bourne bridge by combe cote croft dale dean den field ford gate grove ham
    hurst ley lock low mere more ness over ridge shaw stead stock stow thorpe ton wade ward well
    wick wold worth
"""
FIRST_NAMES = tuple(_FIRST.split())
_FAMILY_BEGINNINGS = tuple(_BEGINNINGS.split())
_FAMILY_ENDINGS = tuple(_ENDINGS.split())
_FIRST_DRAMA_NUMBER = 900_000
_DRAMA_NUMBERS = 100_000 // 100  # 07700 900000 to 900999


def dice(*what: object) -> random.Random:
    """Chance that is the same for the same question, today and in a year."""
    return random.Random(_digest(*what))  # noqa: S311 - invented data, nothing is kept secret by it


def invented_id(*what: object) -> UUID:
    """An id that looks like every other and is the same for the same thing."""
    return UUID(bytes=hashlib.blake2b(_digest(*what), digest_size=16).digest(), version=4)


def invented_reference(*what: object) -> str:
    """A case reference with its right check character."""
    chance = dice("reference", *what)
    body = "".join(chance.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    return normalise_reference(body + check_character(body)) or ""


def first_name(chance: random.Random) -> str:
    return chance.choice(FIRST_NAMES)


def family_name(chance: random.Random) -> str:
    return chance.choice(_FAMILY_BEGINNINGS) + chance.choice(_FAMILY_ENDINGS)


def phone(chance: random.Random) -> str:
    number = _FIRST_DRAMA_NUMBER + chance.randrange(_DRAMA_NUMBERS)
    return f"07700 {number:06d}"


def email(chance: random.Random, name: str) -> str:
    return f"{name.lower()}{chance.randrange(10_000):04d}@example.org"


def _digest(*what: object) -> bytes:
    return "|".join(("caseload demo", *map(str, what))).encode()
