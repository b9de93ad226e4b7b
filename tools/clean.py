"""Removes what Caseload made here: servers, their data wherever it stands, ``var``, ``.venv``."""

import shutil
import subprocess
import sys
from pathlib import Path

from tools import environment
from tools.problem import Problem

VAR = environment.ROOT / "var"
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache", ".hypothesis")


def main() -> int:
    try:
        for folder in (VAR / "postgres", VAR / "test-postgres", VAR / "bench-postgres"):
            _delete_server(folder)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    for path in (VAR, environment.HOME, *(environment.ROOT / name for name in CACHES)):
        shutil.rmtree(path, ignore_errors=True)
    (environment.ROOT / ".venv.lock").unlink(missing_ok=True)
    print("Removed var, .venv and the caches.")
    return 0


def _delete_server(folder: Path) -> None:
    if not folder.exists():
        return
    if not environment.PYTHON.exists():
        raise Problem(
            f"{folder} may hold a running PostgreSQL, and .venv, which could stop it, is gone. Run "
            "`make demo` once, stop it with Ctrl-C, and clean again."
        )
    done = subprocess.run(
        [str(environment.PYTHON), "-m", "tools.embedded", "delete", str(folder)],
        cwd=environment.ROOT,
    )
    if done.returncode:
        raise Problem("Nothing else was removed.")


if __name__ == "__main__":
    sys.exit(main())
