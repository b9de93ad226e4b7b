"""Several people at once, on real threads with a real connection each."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def rounds(full: int) -> int:
    """The number that was promised; CASELOAD_FEW_RACES=1 is for a quick look on a busy machine."""
    return max(2, full // 10) if os.environ.get("CASELOAD_FEW_RACES") else full


def at_once[Answer](*acts: Callable[[], Answer]) -> list[Answer]:
    """Start all acts at the same moment and wait for every answer."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Answer]) -> Answer:
        start.wait()
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def statuses(answers: Sequence[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)
