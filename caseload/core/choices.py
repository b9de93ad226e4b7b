"""Codes from the vocabularies, and text that is somebody's.

A code is an open string: charities relabel, add and retire values, but a code never changes its
meaning (design.md §3). State machines are closed ``TextChoices`` instead.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

LONGEST_CODE = 60

_is_known: Callable[[str, str], bool] | None = None


def use_vocabulary(is_known: Callable[[str, str], bool]) -> None:
    """Called once at start-up by the app that keeps the code lists."""
    global _is_known  # noqa: PLW0603 - one registry, filled at start-up by the app above
    _is_known = is_known


def check_code(code_list: str, code: str) -> None:
    """Refuse what is not a code of the list.

    Raises:
        ValidationError: the list has no such code.
    """
    if _is_known is None:
        raise RuntimeError("No vocabulary is in use; caseload.vocabulary is not installed.")
    if not _is_known(code_list, code):
        raise ValidationError(f"This is not a code of the list {code_list}.", code="unknown_code")


class CodeField(models.CharField):
    """One code of a named list."""

    def __init__(self, code_list: str, **options: Any) -> None:
        self.code_list = code_list
        options.setdefault("max_length", LONGEST_CODE)
        super().__init__(**options)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value:
            check_code(self.code_list, value)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.code_list, *args], kwargs


class SensitiveText(models.TextField):
    """Text about somebody: the marker that log scrubbing, exports and tests look for.

    Clear today; the seam for encryption later (access-and-audit.md §10).
    """
