"""One service call as one request: the shortest way to say who did what, when."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.support.acting import acting, commit_check, fresh
from tests.support.standard import MORNING


def do(service: Callable[..., Any], by: Any, *, at: datetime = MORNING, **words: Any) -> Any:
    """``do(services.open_case, org.manager, …)``: a request of its own, checked as at COMMIT."""
    actor = fresh(by, at)
    with acting(actor, at):
        done = service(by=actor, **words)
        commit_check()
        return done


def ask(selector: Callable[..., Any], by: Any, *, at: datetime = MORNING, **words: Any) -> Any:
    """What a selector answers, evaluated inside the request if it is a queryset."""
    actor = fresh(by, at)
    with acting(actor, at):
        answer = selector(by=actor, **words)
        return list(answer) if hasattr(answer, "iterator") else answer
