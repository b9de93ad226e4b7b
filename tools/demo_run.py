"""The steps of a demo, once the packages are there: database, families, server, worker."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from tools import demo_database, demo_env, embedded
from tools.problem import Problem, Stopped

LOGS = demo_env.VAR / "log"
DESCRIPTION = demo_env.VAR / "demo.json"
HOST = "127.0.0.1"
SERVER_PROCESSES = "2"
READY_SECONDS = 60
STOP_SECONDS = 10
LINES_SHOWN = 25
_PARENT_DEATH_SIGNAL = 1


def run(*, port: int, families: int, stack: ExitStack) -> None:
    """Go through the steps, then watch server and worker until somebody stops the demo."""
    began = time.monotonic()
    if os.environ.get("RESET") == "1":
        with _step("Removing the old demo"):
            demo_database.remove()
    if not demo_env.external():
        with _step("PostgreSQL under var/postgres"):
            stack.enter_context(embedded.hold(demo_env.DATABASE, durable=True))
    settings = demo_env.settings()
    demo_database.refuse_what_is_not_a_demo(settings)
    _manage(settings, "Database roles", "roles")
    demo_database.remember(settings)
    _manage(settings, "Tables", "migrate", "--verbosity", "0")
    _manage(settings, "Row security and rights", "rights", "--told-time")
    more = ["--families", str(families)] if families else []
    _manage(settings, "Invented families", "demo_data", *more, show=True)
    base_url = f"http://{HOST}:{port}"
    # Whoever waits for this file takes it as the sign that everything is there.
    DESCRIPTION.unlink(missing_ok=True)
    serving = demo_env.serving_environment(settings)
    with _step(f"Server on {base_url}"):
        server = stack.enter_context(_running("server", serving, _server(port)))
        _wait_until_ready(server, f"{base_url}/health/live")
    with _step("Job worker"):
        worker = stack.enter_context(_running("worker", serving, ["manage.py", "worker"]))
    _manage(
        settings, "Accounts and addresses", "demo_data",
        "--describe-to", str(DESCRIPTION), "--base-url", base_url,
    )  # fmt: skip
    _show(json.loads(DESCRIPTION.read_text(encoding="utf-8")), time.monotonic() - began)
    try:
        _watch({"server": server, "worker": worker})
    except Stopped:
        print("\nStopping the demo.", flush=True)


def _server(port: int) -> list[str]:
    return [
        "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--workers", SERVER_PROCESSES,
        "--worker-class", "sync", "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip


def _watch(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, process in parts.items():
            if process.poll() is not None:
                raise Problem(
                    f"The {name} ended by itself, so the demo stops. It said:\n{_tail(name)}"
                )
        time.sleep(0.5)


def _manage(settings: dict[str, str], title: str, *command: str, show: bool = False) -> None:
    """One ``manage.py`` command; its words are shown if asked for, or if it fails."""
    with _step(title, alone=show):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=demo_env.ROOT,
            env=demo_env.environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=None if show else subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            said = "\n".join((done.stdout or "").strip().splitlines()[-LINES_SHOWN:])
            raise Problem(f"`manage.py {command[0]}` could not do its part. {said}".strip())


@contextmanager
def _running(
    name: str, settings: dict[str, str], arguments: list[str]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its own group, so that it and all its children end with the demo."""
    LOGS.mkdir(exist_ok=True)
    with (LOGS / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=demo_env.ROOT,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - this process has no threads
        )
    try:
        yield process
    finally:
        _end(process)


def _end_with_parent() -> None:
    """Should the demo itself be killed outright, Linux ends its parts; elsewhere they stay."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def _wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Problem(f"The server did not become ready. It said:\n{_tail('server')}")


def _tail(name: str) -> str:
    lines = (LOGS / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-LINES_SHOWN:])


@contextmanager
def _step(title: str, *, alone: bool = False) -> Iterator[None]:
    """One line for each step. ``alone``: the step prints lines of its own in between."""
    began = time.monotonic()
    terminal = sys.stdout.isatty() and not alone
    if terminal or alone:
        print(f"  … {title}", end="" if terminal else "\n", flush=True)
    start = "\r" if terminal else ""
    try:
        yield
    except BaseException:
        print(f"{start}  ✗ {title}", flush=True)
        raise
    print(f"{start}  ✓ {title} ({time.monotonic() - began:.1f} s)", flush=True)


def _show(described: dict[str, Any], seconds: float) -> None:
    print(f"\nCaseload is ready ({seconds:.0f} s): {described['base_url']}")
    print(f"Interface description: {described['openapi_url']}\n")
    _show_table(("role", "username", "password"), described["accounts"])
    print("\nPrograms of partner agencies ask POST /oauth/token with these, new at each start:\n")
    _show_table(("agency", "client_id", "client_secret"), described["partners"])
    where = DESCRIPTION.relative_to(demo_env.ROOT)
    print(f"\nTokens and story cases are in {where} too. Everybody in here is invented.")
    print("Ctrl-C stops the demo; `make demo` brings it back; `make story` plays a day in it.")
    sys.stdout.flush()


def _show_table(names: tuple[str, ...], described: list[dict[str, str]]) -> None:
    rows = [names, *(tuple(one[name] for name in names) for one in described)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        print(f"  {'  '.join(cells)}".rstrip())
