"""Golden files: what the tests found once, reviewed as a difference ever after."""

import difflib
import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden"
SWITCH = "CASELOAD_WRITE_GOLDEN"
_LINES = 80


def compare(name: str, found: str) -> None:
    """``found`` is what the golden file says, or the test fails with the difference."""
    path = FOLDER / name
    if os.environ.get(SWITCH):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8")
        return
    kept = read(name)
    if kept != found:
        difference = difflib.unified_diff(
            kept.splitlines(), found.splitlines(), "golden", "found", lineterm="", n=0
        )
        shown = "\n".join(list(difference)[:_LINES])
        raise AssertionError(f"tests/golden/{name} differs; `make golden` writes it.\n{shown}")


def read(name: str) -> str:
    path = FOLDER / name
    assert path.exists(), f"tests/golden/{name} is missing: `make golden` writes it."
    return path.read_text(encoding="utf-8")
