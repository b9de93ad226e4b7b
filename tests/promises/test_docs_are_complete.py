"""What an operator or a newcomer must be able to look up stands in the documents, or this fails."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.environment import ROOT

DOCS = ROOT / "docs"
SETTING = re.compile(r"\bCASELOAD_[A-Z_]+[A-Z]\b")
LINK = re.compile(r"\]\(([^)#\s]+?)(?:#[^)]*)?\)")
REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", re.MULTILINE)
# What stands in a folder that the repository does not hold (made by a demo, or generated).
MADE_LATER = {"docs/operations.md"}


def settings_read() -> set[str]:
    """Every setting whose name some code asks the environment for."""
    read: set[str] = set()
    for path in [
        *ROOT.glob("config/*.py"),
        *ROOT.glob("caseload/**/*.py"),
        *ROOT.glob("tools/*.py"),
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                read.update(found for found in SETTING.findall(node.value))
    return read


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def test_every_setting_is_explained() -> None:
    text = (DOCS / "guides" / "settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(CASELOAD_\w+)`", text, re.MULTILINE))

    assert settings_read() - explained == set()


def test_no_setting_is_explained_that_nothing_reads() -> None:
    text = (DOCS / "guides" / "settings.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(CASELOAD_\w+)`", text, re.MULTILINE))

    assert explained - settings_read() == set()


@pytest.mark.parametrize("name", ["base.in", "dev.in"])
def test_every_dependency_has_its_line(name: str) -> None:
    wanted = {
        found.lower()
        for found in REQUIREMENT.findall((ROOT / "requirements" / name).read_text(encoding="utf-8"))
    }
    record = (DOCS / "adr" / "0009-dependencies.md").read_text(encoding="utf-8")
    first_cells = re.findall(r"^\| ([^|]+?) \|", record, re.MULTILINE)
    named = {package.strip().lower() for cell in first_cells for package in cell.split(",")}

    assert wanted - named == set()


def test_every_problem_is_in_the_guide() -> None:
    from caseload.api.problem_types import PROBLEMS  # noqa: PLC0415 - needs Django's settings

    guide = DOCS / "guides" / "what-happens-when-something-is-refused.md"
    text = guide.read_text(encoding="utf-8")

    assert {slug for slug in PROBLEMS if f"`{slug}`" not in text} == set()


def test_every_role_is_in_the_glossary() -> None:
    from caseload.access.roles import Role  # noqa: PLC0415 - needs Django's settings

    text = (DOCS / "glossary.md").read_text(encoding="utf-8")

    assert {str(role) for role in Role if f"`{role}`" not in text} == set()


def test_every_command_is_in_some_document() -> None:
    commands = {
        path.stem
        for path in ROOT.glob("caseload/*/management/commands/*.py")
        if not path.stem.startswith("_")
    }
    text = " ".join(word for path in documents() for word in path.read_text("utf-8").split())

    assert {name for name in commands if f"manage.py {name}" not in text} == set()


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in documents():
        for target in LINK.findall(document.read_text(encoding="utf-8")):
            if target.startswith(("http://", "https://", "mailto:")):
                continue
            led_to = (document.parent / target).resolve()
            if not led_to.exists() and str(led_to.relative_to(ROOT)) not in MADE_LATER:
                broken.append(f"{document.relative_to(ROOT)}: {target}")

    assert broken == []


def test_decisions_are_numbered_without_gaps_and_fit_a_page() -> None:
    records = sorted((DOCS / "adr").glob("*.md"))

    assert [path.name[:4] for path in records] == [f"{n:04}" for n in range(1, len(records) + 1)]
    assert {path.name for path in records if len(path.read_text().split()) > 750} == set()
