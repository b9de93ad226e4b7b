"""JSON objects, strictly read: what two readers could understand differently is refused.

And lists as CSV, where a route takes them.
"""

import json
import math
from typing import IO, Any

from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, JSONParser

from caseload.exchange import lists

DEEPEST = 32
_LONGEST_NUMBER = 40


class StrictJSONParser(JSONParser):
    """UTF-8, one object at the top, no member twice, no infinite number, at most 32 levels.

    The toolkit decodes with whatever codec the caller names in ``charset``, compression included.
    """

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        encoding = str((parser_context or {}).get("encoding") or "utf-8")
        if encoding.lower() not in {"utf-8", "utf8"}:
            raise UnsupportedMediaType(media_type)
        try:
            data = json.loads(
                stream.read().decode("utf-8"),
                object_pairs_hook=_once_each,
                parse_constant=_refuse,
                parse_float=_finite,
                parse_int=_whole,
            )
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        if not isinstance(data, dict) or _too_deep(data):
            raise ParseError
        return data


class MergePatchParser(StrictJSONParser):
    media_type = "application/merge-patch+json"


class CsvParser(BaseParser):
    """The file itself, as if its text had been sent as ``csv``; the view says how it was read."""

    media_type = "text/csv"

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        asked = parser_context or {}
        # The body, and not the stream: only the body minds how large it may be.
        text, encoding = lists.text_of(asked["request"].body)
        asked["view"].read_as = encoding
        return {"csv": text}


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is there twice")
    return members


def _refuse(constant: str) -> Any:
    raise ValueError("not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _whole(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number is too large")
    return int(text)


def _too_deep(data: Any) -> bool:
    """Counted without recursion: what comes after this may recurse safely."""
    level = [data]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True
