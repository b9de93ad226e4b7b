"""The description of the interface, cut to what a partner's program can ask (api.md §5)."""

from collections.abc import Iterator
from typing import Any

from caseload.api.schema import METHODS, PARTNER_TOKEN, STAFF_TOKEN

_POINTER = "#/components/"


def for_programs(described: dict[str, Any]) -> dict[str, Any]:
    """The operations that take a program's token, and the components that those name."""
    paths = {
        address: kept for address, item in described["paths"].items() if (kept := _theirs(item))
    }
    webhooks = described.get("webhooks", {})
    components = described["components"]
    named = _named({"paths": paths, "webhooks": webhooks}, components)
    cut = {
        kind: {name: part for name, part in parts.items() if (kind, name) in named}
        for kind, parts in components.items()
        if kind != "securitySchemes"
    }
    schemes = components.get("securitySchemes", {})
    cut["securitySchemes"] = {n: s for n, s in schemes.items() if n != STAFF_TOKEN}
    return described | {"paths": paths, "components": cut}


def _theirs(item: dict[str, Any]) -> dict[str, Any]:
    """One address without what is for staff; nothing if nothing is left."""
    kept: dict[str, Any] = {}
    for method, operation in item.items():
        if method not in METHODS:
            continue
        ways = [way for way in operation.get("security", ()) if PARTNER_TOKEN in way]
        if ways:
            kept[method] = operation | {"security": ways}
    return kept


def _named(node: Any, components: dict[str, Any]) -> set[tuple[str, str]]:
    """Every component that ``node`` names, and those that these name."""
    found: set[tuple[str, str]] = set()
    waiting = [node]
    while waiting:
        for kind, name in _references(waiting.pop()):
            if (kind, name) not in found and name in components.get(kind, {}):
                found.add((kind, name))
                waiting.append(components[kind][name])
    return found


def _references(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str) and reference.startswith(_POINTER):
            kind, _, name = reference.removeprefix(_POINTER).partition("/")
            yield kind, name
        for inner in node.values():
            yield from _references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _references(inner)
