"""Follows docs/guides/how-do-i-add-a-record.md to the letter, on a copy of the project.

The guide's files are written, the migration is made, and the guide's own tests and those promises
that hold for every record are run, in a process of their own and against a database of their own.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.environment import ROOT

GUIDE = ROOT / "docs" / "guides" / "how-do-i-add-a-record.md"
COPIED = ("caseload", "config", "tests", "tools", "manage.py", "pyproject.toml")
PROMISES = (
    "tests/promises/test_every_model_is_declared.py",
    "tests/promises/test_catalogue.py",
)
STEP = re.compile(
    r"^(?P<how>New file|At the end of|In) `(?P<path>[^`]+)`"
    r"(?:, before the line `(?P<before>[^`]+)`)?:\n```python\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture
def project(tmp_path: Path, django_db_setup: None) -> Iterator[Path]:
    """A copy of the code, without what was made on this machine; the server is held meanwhile."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    yield tmp_path
    drop_template(tmp_path)


@pytest.mark.slow
def test_a_record_is_added_by_the_guide(project: Path) -> None:
    steps = list(STEP.finditer(GUIDE.read_text(encoding="utf-8")))
    assert len(steps) == 7

    for step in steps:
        follow(project, step)
    in_project(
        project,
        "manage.py",
        "makemigrations",
        "contacts",
        "--name",
        "home_visit",
        "--verbosity",
        "0",
    )
    in_project(project, "manage.py", "makemigrations", "--check", "--dry-run")
    in_project(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly",
               "tests/contacts/test_home_visits.py", *PROMISES)  # fmt: skip


def follow(project: Path, step: re.Match[str]) -> None:
    path, code = project / step["path"], step["code"]
    if step["how"] == "New file":
        assert not path.exists(), f"{step['path']} is not new"
        path.write_text(code, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    if step["how"] == "At the end of":
        path.write_text(f"{before.rstrip()}\n\n\n{code}", encoding="utf-8")
        return
    assert before.count(step["before"]) == 1, f"{step['path']} has no line {step['before']}"
    path.write_text(before.replace(step["before"], f"{code}\n{step['before']}"), encoding="utf-8")


def in_project(project: Path, *command: str) -> str:
    # A settings module named here would be read before the copy has set its own addresses.
    settings = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "DJANGO_"))
    }
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, *command],
        cwd=project,
        env=settings | {"PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def drop_template(project: Path) -> None:
    """The copy is another state of the code, so it has built a template of its own."""
    from psycopg import sql  # noqa: PLC0415 - as the next one

    from tests.support.databases import administrator  # noqa: PLC0415 - needs the settings

    asked = "from tests.support.environment import template_name; print(template_name())"
    name = in_project(project, "-c", asked).strip()
    with administrator() as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
