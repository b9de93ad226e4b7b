"""Tasks on a case."""

from datetime import date, datetime
from typing import Any

from caseload.clients.models import Case
from caseload.tasks import services
from caseload.tasks.models import Task
from tests.support.acting import acting, fresh
from tests.support.standard import MORNING


def task(*, by: Any, on: Case, at: datetime = MORNING, **words: Any) -> Task:
    by = fresh(by, at)
    with acting(by, at):
        return services.raise_task(
            by=by, case=on, **({"title": "Ring back", "due_on": date(2025, 1, 20)} | words)
        )
