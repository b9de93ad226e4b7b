"""``make migrations``: one named migration for one story, and its SQL to read before it runs."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tools.check_env import check_environment

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"[a-z][a-z0-9_]*")


def main(app: str, name: str) -> int:
    if not NAME.fullmatch(app) or not NAME.fullmatch(name):
        print(
            "Say for which app and what it does: make migrations APP=contacts NAME=home_visit",
            file=sys.stderr,
        )
        return 2
    folder = ROOT / "caseload" / app / "migrations"
    before = set(folder.glob("[0-9]*.py"))
    made = _python("manage.py", "makemigrations", app, "--name", name)
    if made.returncode:
        return made.returncode
    for path in sorted(set(folder.glob("[0-9]*.py")) - before):
        print(f"\n-- {path.relative_to(ROOT)}", flush=True)
        shown = _python("-m", "tools.migration_sql", app, path.stem)
        if shown.returncode:
            return shown.returncode
    return 0


def _python(*command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=os.environ | check_environment()
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
