"""The operations table says what the code does, and all of it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from caseload.access.management.commands import golden
from caseload.access.operations import OPERATIONS
from caseload.access.operations_table import import_services, operations_table

DECLARED = re.compile(r'@operation\(\s*"([a-z_]+\.[a-z_]+)"', re.S)


def test_every_operation_in_the_code_is_in_the_table():
    written = {
        event
        for path in Path(settings.BASE_DIR, "caseload").rglob("*.py")
        for event in DECLARED.findall(path.read_text(encoding="utf-8"))
    }
    import_services()
    assert written - {"contact.logged"} <= OPERATIONS.keys()
    table = operations_table()
    for event in written:
        assert f"| `{event}` |" in table


def test_each_says_what_it_means():
    import_services()
    for event, operation in OPERATIONS.items():
        if operation.service.startswith("caseload."):
            assert operation.meaning, f"{event} has no docstring"


def test_a_changed_table_is_shown_as_a_difference(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"case\.opened"):
        call_command("golden", "--check")
    call_command("golden", verbosity=0)
    call_command("golden", "--check")
    assert (tmp_path / golden.OPERATIONS).read_text(encoding="utf-8") == operations_table()


@pytest.mark.django_db
def test_the_fence_is_written_on_request(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    call_command("golden", "--write", "--policies", verbosity=0)
    assert "CREATE POLICY bar ON clients_case" in (tmp_path / golden.POLICIES).read_text("utf-8")
    call_command("golden", "--check", "--policies")
