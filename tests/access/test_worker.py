"""The job worker: starts, finishes what waits, and does not start where it must not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from caseload.access.management.commands import worker
from caseload.access.serving import UnsafeToServe

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_what_waits_is_done():
    done = []

    @app.task(name="tests.note")
    def note(word: str) -> None:
        done.append(word)

    note.defer(word="hello")
    out = StringIO()
    call_command("worker", "--once", stdout=out)
    assert done == ["hello"]
    assert "has stopped" in out.getvalue()
    assert not ProcrastinateJob.objects.filter(task_name="tests.note").exists()


@pytest.mark.parametrize("reason", [UnsafeToServe("It is a superuser."), OperationalError()])
def test_it_does_not_start_where_it_must_not(monkeypatch, reason):
    def refuse():
        raise reason

    monkeypatch.setattr(worker, "refuse_if_unsafe", refuse)
    with pytest.raises(CommandError):
        call_command("worker", "--once")
