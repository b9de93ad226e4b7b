"""JSON objects only, strictly read."""

from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """The top level is an object; merge patches are JSON too."""

    def parse(self, stream: IO[Any], media_type: Any = None, parser_context: Any = None) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError from error
        if not isinstance(data, dict):
            raise ParseError
        return data


class MergePatchParser(StrictJSONParser):
    media_type = "application/merge-patch+json"
