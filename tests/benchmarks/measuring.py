"""How long something takes, how often, and how much of it is the database's."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Watch:
    """What a block asked of the database: statements, and seconds in them and in COMMIT."""

    statements: int = 0
    seconds: float = 0.0

    def __enter__(self) -> "Watch":
        self._wrapping = connection.execute_wrapper(self._statement)
        self._wrapping.__enter__()
        # COMMIT is not a statement to Django, and that is where deferred triggers run.
        self._commit = connection._commit
        connection._commit = self._timed_commit
        return self

    def __exit__(self, *error: object) -> None:
        connection._commit = self._commit
        self._wrapping.__exit__(*error)

    def _statement(self, execute: Any, *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.statements += 1
            self.seconds += time.perf_counter() - began

    def _timed_commit(self) -> None:
        began = time.perf_counter()
        try:
            self._commit()
        finally:
            self.seconds += time.perf_counter() - began


@dataclass
class Variant:
    """One way of doing a workload. ``counted`` is False where it does not go through Django."""

    name: str
    act: Callable[[int], Any]
    counted: bool = True
    seconds: list[float] = field(default_factory=list)
    statements: int = 0
    database_seconds: float = 0.0


@dataclass(frozen=True)
class Workload:
    name: str
    variants: Sequence[Variant]


def run(workload: Workload, *, rounds: int, warm: int) -> None:
    """All variants of a workload in turn, so that whatever the machine does befalls each alike."""
    for number in range(-warm, rounds):
        for variant in workload.variants:
            _once(variant, number)


def _once(variant: Variant, number: int) -> None:
    with Watch() as watch:
        began = time.perf_counter()
        variant.act(abs(number))
        took = time.perf_counter() - began
    if number >= 0:
        variant.seconds.append(took)
        variant.statements += watch.statements
        variant.database_seconds += watch.seconds


HEADINGS = ("", "req/s", "p50 ms", "p95 ms", "p99 ms", "queries", "database ms")


def table(workload: Workload) -> str:
    """The figures of one workload. Percentiles of few rounds are rough; the ratios are the point."""
    lines = [_line((workload.name, *HEADINGS[1:]))]
    for variant in workload.variants:
        number = len(variant.seconds)
        counted = (f"{variant.statements / number:.1f}", _ms(variant.database_seconds / number))
        lines.append(
            _line(
                (
                    f"  {variant.name}",
                    f"{number / sum(variant.seconds):.0f}",
                    *(_ms(percentile(variant.seconds, share)) for share in (50, 95, 99)),
                    *(counted if variant.counted else ("-", "-")),
                )
            )
        )
    return "\n".join(lines)


def percentile(seconds: Sequence[float], share: int) -> float:
    """The smallest measured time that ``share`` percent of the others do not exceed."""
    ordered = sorted(seconds)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f}"


def _line(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"{first:<58}" + "".join(f"{cell:>12}" for cell in others)
