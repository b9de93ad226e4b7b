"""``make check``: everything a machine can say about the code, each step with its name and time.

``python -m tools.check types lint`` runs the named steps only.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import lock
from tools.check_env import check_environment
from tools.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "openapi" / "caseload-v1.yaml"
HOUSE_RULES = ROOT / "tools" / "house_rules"
CODE = ["caseload", "config", "tests", "tools", "manage.py"]
LINES_OF_DIFFERENCE = 60


class Failed(Exception):
    """A step found something; the text says what."""


def format_() -> None:
    _python("ruff", "format", "--check", *CODE)


def lint() -> None:
    _python("ruff", "check", *CODE)


def house_rules() -> None:
    """The rules themselves first: one that no longer matches its own examples guards nothing."""
    rules, tested = (
        set(re.findall(r"^id: (\S+)$", _joined(HOUSE_RULES / folder), re.MULTILINE))
        for folder in ("rules", "tests")
    )
    if rules != tested:
        raise Failed(f"House rules without examples, or the reverse: {sorted(rules ^ tested)}")
    _tool("ast-grep", "test", "--skip-snapshot-tests")
    _python("tools.personal_words")
    _tool("ast-grep", "scan", "--error", "--report-style", "short", "caseload", "config", "tools")


def types() -> None:
    _python("mypy")


def imports() -> None:
    _tool("lint-imports")


def migrations() -> None:
    """Without a database Django warns that it cannot compare histories; the models still count."""
    _manage("makemigrations", "--check", "--dry-run")


def deploy() -> None:
    _manage("check", "--deploy", "--fail-level", "WARNING")


def openapi() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / OPENAPI.name
        _manage("spectacular", "--validate", "--fail-on-warn", "--file", str(fresh))
        new = fresh.read_text(encoding="utf-8")
    old = OPENAPI.read_text(encoding="utf-8") if OPENAPI.exists() else ""
    if new != old:
        difference = difflib.unified_diff(
            old.splitlines(), new.splitlines(), "committed", "from the code", lineterm="", n=1
        )
        shown = "\n".join(list(difference)[:LINES_OF_DIFFERENCE])
        raise Failed(f"{shown}\n{OPENAPI.relative_to(ROOT)} is old: `make golden` writes it anew.")


def golden() -> None:
    """What is written from the code alone; the tests compare what describes the database."""
    _manage("golden", "--check")


def locks() -> None:
    for name in ("base.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        if not lock.host_free(text):
            raise Failed(f"requirements/{name} names a package index or a path: `make lock`.")
        pinned = text.count("==")
        if not pinned or text.count("--hash=sha256:") < pinned:
            raise Failed(f"requirements/{name} holds a package without a hash: `make lock`.")


def clients() -> None:
    """Clients generated from the schema compile; needs the tools of the languages concerned."""
    _run([str(ROOT / "tools" / "check_clients.sh")])


STEPS: dict[str, Callable[[], None]] = {
    "format": format_,
    "lint": lint,
    "house-rules": house_rules,
    "types": types,
    "imports": imports,
    "migrations": migrations,
    "deploy": deploy,
    "openapi": openapi,
    "golden": golden,
    "locks": locks,
}
if (ROOT / "tools" / "check_clients.sh").exists():
    STEPS["clients"] = clients


def write_golden() -> None:
    _python("tools.personal_words", "--write")
    _manage("spectacular", "--validate", "--fail-on-warn", "--file", str(OPENAPI))
    _manage("golden", "--write")
    writers = [path for path in (ROOT / "tests").rglob("test_*.py") if _compares(path)]
    _run(
        [sys.executable, "-m", "pytest", "-q", "-n", "auto", *map(str, sorted(writers))],
        os.environ | {"CASELOAD_WRITE_GOLDEN": "1"},
    )


def _compares(path: Path) -> bool:
    return "golden.compare(" in path.read_text(encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Everything a machine can say about the code.")
    parser.add_argument("steps", nargs="*", metavar="step", help=f"one of: {', '.join(STEPS)}")
    parser.add_argument("--write-golden", action="store_true")
    asked = parser.parse_args()
    unknown = set(asked.steps) - set(STEPS)
    if unknown:
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    if asked.write_golden:
        return _report("write golden files", write_golden)
    began = time.monotonic()
    chosen = {name: STEPS[name] for name in asked.steps or STEPS}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        failures = sum(pool.map(_report, chosen, chosen.values()))
    seconds = time.monotonic() - began
    print(f"\n{len(chosen) - failures} of {len(chosen)} checks passed ({seconds:.0f} s)")
    return 1 if failures else 0


def _report(name: str, step: Callable[[], None]) -> int:
    began = time.monotonic()
    try:
        step()
    except (Failed, Problem, OSError) as failure:
        print(f"✗ {name} ({time.monotonic() - began:.1f} s)\n{failure}\n", flush=True)
        return 1
    print(f"✓ {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return 0


def _joined(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yml")))


def _manage(*command: str, **more: str) -> None:
    _run([sys.executable, "manage.py", *command], os.environ | check_environment() | more)


def _python(module: str, *arguments: str) -> None:
    _run([sys.executable, "-m", module, *arguments])


def _tool(name: str, *arguments: str) -> None:
    """A program that the environment holds beside its Python."""
    _run([str(Path(sys.executable).with_name(name)), *arguments])


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment or os.environ | check_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise Failed(done.stdout.strip() or f"{command[0]} failed without a word")


if __name__ == "__main__":
    sys.exit(main())
