"""The code lists as they are shipped: what each code means and which rules hang on it.

A charity's own rows may relabel, add and retire values; a code never changes its meaning, so
what a rule needs to know about a shipped code can be read here without the database.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

SHIPPED = Path(__file__).with_name("codelists.json")

type CodeAttributes = Mapping[str, Any]

_NOTHING: CodeAttributes = MappingProxyType({})


@cache
def code_lists() -> Mapping[str, Any]:
    """Every shipped list with its source, its values and what is still unverified."""
    return MappingProxyType(json.loads(SHIPPED.read_text(encoding="utf-8")))


@cache
def codes(code_list: str) -> tuple[str, ...]:
    """The codes of one list, in their order.

    Raises:
        KeyError: there is no such list.
    """
    return tuple(value["code"] for value in code_lists()[code_list]["values"])


def attrs(code_list: str, code: str) -> CodeAttributes:
    """The rules that hang on a code, as data; nothing for a code that a charity added itself.

    Raises:
        KeyError: there is no such list.
    """
    return _attributes(code_list).get(code, _NOTHING)


def codes_with(code_list: str, attribute: str) -> frozenset[str]:
    """The codes of a list for which ``attribute`` is set and true.

    Raises:
        KeyError: there is no such list.
    """
    return frozenset(code for code in codes(code_list) if attrs(code_list, code).get(attribute))


@cache
def _attributes(code_list: str) -> Mapping[str, CodeAttributes]:
    return {
        value["code"]: MappingProxyType(value.get("attrs", {}))
        for value in code_lists()[code_list]["values"]
    }
