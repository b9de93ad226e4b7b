"""Databases, people and clocks of the whole suite. It runs as the unprivileged ``caseload_app``."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.support import environment

environment.prepare()

from tests.support import databases  # noqa: E402 - needs the environment that was just set


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Our own: one template for each state of the code, and a clone of it for this process."""
    from django.db import connections  # noqa: PLC0415 - Django stands only when fixtures run
    from django.test import TransactionTestCase  # noqa: PLC0415

    def clone_again(case: Any) -> None:
        connections.close_all()
        databases.clone_again()

    # What a test committed is thrown away with its database: Django's flush is TRUNCATE.
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(TransactionTestCase, "_fixture_teardown", clone_again)
        with databases.cloned():
            yield
            connections.close_all()


@pytest.fixture
def org(db: None) -> Any:
    """Two charities with their people: ``org.worker``, ``org.north``, ``org.foreign_worker``."""
    from tests.support.standard import standard  # noqa: PLC0415

    return standard()


class Actors:
    """One actor a person and test: ``actors.worker``; ``actors.fresh("worker")`` is a new request."""

    def __init__(self, org: Any) -> None:
        self._org = org
        self._made: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self.fresh(name)
        return self._made[name]

    def fresh(self, name: str, **how: Any) -> Any:
        from caseload.accounts.principals import system_actor  # noqa: PLC0415
        from tests.support.standard import actor_of, program_actor  # noqa: PLC0415

        if name in self._org.programs:
            return program_actor(self._org.programs[name], **how)
        if name == "system":
            return system_actor(self._org.organisation.pk, "summaries")
        return actor_of(self._org.users[name], **how)


@pytest.fixture
def actors(org: Any) -> Actors:
    return Actors(org)


@pytest.fixture
def acting() -> Callable[..., AbstractContextManager[Any]]:
    """``with acting(actors.worker):`` is a unit of work at MORNING; ``at=`` tells another time."""
    from caseload.access.acting import unit_of_work  # noqa: PLC0415
    from tests.support.standard import MORNING  # noqa: PLC0415

    def act(actor: Any, at: Any = MORNING) -> AbstractContextManager[Any]:
        return unit_of_work(actor, at=at)

    return act


@pytest.fixture
def assert_sees(db: None) -> Callable[..., None]:
    from tests.support import seeing  # noqa: PLC0415

    return seeing.assert_sees


@pytest.fixture
def client_as(org: Any) -> Callable[..., Any]:
    """``client_as("worker").post("cases/…/contacts", {…})``; None is somebody not signed in."""
    from tests.support.client import Api  # noqa: PLC0415

    def open_client(who: Any, **how: Any) -> Api:
        known = {**org.users, **org.programs}
        return Api(known[who] if isinstance(who, str) else who, **how)

    return open_client


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--worlds", type=int, default=5, help="how many random organisations the promises try"
    )
    parser.addoption(
        "--kills", type=int, default=25, help="how often the delivery worker is killed"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each random organisation is a test of its own, so that a seed that fails can be named."""
    if "world_seed" in metafunc.fixturenames:
        metafunc.parametrize("world_seed", range(metafunc.config.getoption("--worlds")))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker that inherits the settings' name reads them before its own database has one."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_configure() -> None:
    from django.conf import settings as django_settings  # noqa: PLC0415
    from hypothesis import database, settings  # noqa: PLC0415

    # Read here, so that pytest-django finds them read and sets Django up before tests are imported.
    assert django_settings.DATABASES
    settings.register_profile(
        "caseload",
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        database=None
        if os.environ.get("CI")
        else database.DirectoryBasedExampleDatabase(environment.ROOT / "var" / "hypothesis"),
    )
    settings.load_profile("caseload")
