"""What was sent, checked against what may be sent; and problems said without repeating it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from rest_framework import serializers

from caseload.core.errors import FieldError, UnknownField, ValidationFailed

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2200

_MEMBER = re.compile(r"[a-z][a-z0-9_]{0,59}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def checked(
    kind: type[serializers.Serializer], data: Mapping[str, Any], *, partial: bool
) -> dict[str, Any]:
    """``data`` as ``kind``; unknown members are refused at every depth, nothing is dropped.

    Raises:
        UnknownField: a member is not known, or may only be read.
        ValidationFailed: a value is not what the member takes.
    """
    serializer = kind(data=dict(data), partial=partial)
    unknown = sorted(set(_unknown_members(serializer, data, "")))
    if unknown:
        error = UnknownField()
        error.errors = tuple(
            FieldError(pointer, "unknown_field", error.sentence) for pointer in unknown[:20]
        )
        raise error
    if not serializer.is_valid():
        raise ValidationFailed(*field_errors(serializer.errors, ""))
    out_of_range = tuple(_out_of_range(serializer.validated_data, ""))
    if out_of_range:
        raise ValidationFailed(*out_of_range[:20])
    return dict(serializer.validated_data)


def refuse_unwritable_text(data: Any) -> None:
    """NUL and halves of surrogate pairs: JSON can carry them, the database and UTF-8 cannot.

    Raises:
        ValidationFailed: some text holds one.
    """
    found = tuple(
        FieldError(
            pointer, "unwritable_characters", "This text holds characters that cannot be kept."
        )
        for pointer in _unwritable(data, "")
    )
    if found:
        raise ValidationFailed(*found[:20])


def pointer_to(pointer: str, name: str) -> str:
    """A JSON Pointer to a member; a name that is no name of ours could be somebody's, so is left out."""
    return f"{pointer}/{name}" if _MEMBER.fullmatch(name) else pointer


def field_errors(problems: Any, pointer: str) -> list[FieldError]:
    """DRF's nested errors as JSON Pointers, without the values that were sent."""
    if isinstance(problems, dict):
        return [
            error
            for name, inner in problems.items()
            for error in field_errors(inner, _deeper(pointer, name))
        ]
    if isinstance(problems, list):
        found: list[FieldError] = []
        for index, inner in enumerate(problems):
            if isinstance(inner, dict | list):
                found += field_errors(inner, f"{pointer}/{index}")
            else:
                found.append(_one(inner, pointer))
        return found
    return [_one(problems, pointer)]


def _deeper(pointer: str, name: Any) -> str:
    """DRF names a member, the number of one in a list, or nothing smaller than the whole."""
    if name == "non_field_errors":
        return pointer
    return f"{pointer}/{name}" if isinstance(name, int) else pointer_to(pointer, str(name))


def _one(detail: Any, pointer: str) -> FieldError:
    code = str(getattr(detail, "code", "invalid"))
    if code == "invalid" and "Expected a dictionary" in str(detail):
        return FieldError(pointer, "not_an_object", "This is an object with members of its own.")
    # DRF's words for these repeat what was sent, or speak of Python.
    words = {
        "invalid_choice": "This is not one of the choices.",
        "does_not_exist": "There is nothing here for you.",
        "incorrect_type": "This is not the right kind of value.",
        "not_a_list": "This is a list.",
    }
    return FieldError(pointer, code, words.get(code, str(detail)))


def _unknown_members(field: Any, data: Any, pointer: str) -> Iterator[str]:
    if isinstance(field, serializers.Serializer) and isinstance(data, Mapping):
        for name, value in data.items():
            known = field.fields.get(name)
            if known is None or known.read_only:
                yield pointer_to(pointer, str(name))
            else:
                yield from _unknown_members(known, value, f"{pointer}/{name}")
    elif isinstance(field, serializers.ListSerializer | serializers.ListField):
        for index, value in enumerate(data if isinstance(data, list) else ()):
            yield from _unknown_members(field.child, value, f"{pointer}/{index}")


def _out_of_range(data: Any, pointer: str) -> Iterator[FieldError]:
    """Dates outside every life: a slip of the keys, and days that no calendar rule can count."""
    if isinstance(data, date):
        if not EARLIEST_YEAR <= data.year < LATEST_YEAR:
            words = f"A date lies between {EARLIEST_YEAR} and {LATEST_YEAR}."
            yield FieldError(pointer, "date_out_of_range", words)
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _out_of_range(value, pointer_to(pointer, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _out_of_range(value, f"{pointer}/{index}")


def _unwritable(data: Any, pointer: str) -> Iterator[str]:
    if isinstance(data, str):
        if "\0" in data or _SURROGATE.search(data):
            yield pointer
    elif isinstance(data, dict):
        for name, value in data.items():
            if "\0" in name or _SURROGATE.search(name):
                yield pointer
            yield from _unwritable(value, pointer_to(pointer, name))
    elif isinstance(data, Iterable):
        for index, value in enumerate(data):
            yield from _unwritable(value, f"{pointer}/{index}")
