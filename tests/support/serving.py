"""A real server over this process's own database, for whoever speaks HTTP from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.support.environment import ROOT

READY_SECONDS = 60


@contextmanager
def serving(*, processes: int = 1, pool: int = 0) -> Iterator[str]:
    """The address of a server that sees what was committed, as the role that serves."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}",
         "--workers", str(processes), "--log-level", "warning", "--no-control-socket"],
        cwd=ROOT,
        env=os.environ | {"CASELOAD_POOL_SIZE": str(pool)},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                httpx.get(f"{address}/health/live").raise_for_status()
                break
            except httpx.TransportError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port of this machine that nobody has at this moment."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
