"""The code lists as they are shipped: what each code means and which rules hang on it.

A charity's own rows may relabel, add and retire values; a code never changes its meaning, so
what a rule needs to know about a shipped code can be read here without the database.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

SHIPPED = Path(__file__).with_name("codelists.json")

type CodeAttributes = Mapping[str, Any]

_NOTHING: CodeAttributes = MappingProxyType({})


def _no_additions(code_list: str, code: str) -> CodeAttributes:
    return _NOTHING


_find_addition: Callable[[str, str], CodeAttributes] = _no_additions


@cache
def code_lists() -> Mapping[str, Any]:
    """Every shipped list with its source, its values and what is still unverified."""
    return MappingProxyType(json.loads(SHIPPED.read_text(encoding="utf-8")))


@cache
def codes(code_list: str) -> tuple[str, ...]:
    """The codes of one list, in their order; ``KeyError`` if there is no such list."""
    return tuple(value["code"] for value in code_lists()[code_list]["values"])


def use_additions(find: Callable[[str, str], CodeAttributes]) -> None:
    """Called once at start-up by the module that reads what organisations have added."""
    global _find_addition  # noqa: PLW0603 - one registry, filled at start-up
    _find_addition = find


def attrs(code_list: str, code: str) -> CodeAttributes:
    """The rules that hang on a code, as data.

    A code that a charity added itself has the rules of the shipped code that it was said to
    behave like. ``KeyError`` if there is no such list: that is a slip in our code, not in
    somebody's data.
    """
    shipped = _attributes(code_list).get(code)
    return _find_addition(code_list, code) if shipped is None else shipped


def codes_with(code_list: str, attribute: str) -> frozenset[str]:
    """The codes of a list for which ``attribute`` is set and true."""
    return frozenset(code for code in codes(code_list) if attrs(code_list, code).get(attribute))


@cache
def _attributes(code_list: str) -> Mapping[str, CodeAttributes]:
    return {
        value["code"]: MappingProxyType(value.get("attrs", {}))
        for value in code_lists()[code_list]["values"]
    }
