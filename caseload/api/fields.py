"""Serializer fields that speak the project's words."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "string"})
class CodeField(serializers.CharField):
    """A code of a named list: an open string with ``x-code-list`` in the schema.

    Whether the code exists is the model's check, so that every door gives the same sentence.
    """

    def __init__(self, code_list: str, **options: Any) -> None:
        self.code_list = code_list
        options.setdefault("max_length", 60)
        super().__init__(**options)
        self._spectacular_annotation = {
            "field": {"type": "string", "maxLength": 60, "x-code-list": code_list}
        }
