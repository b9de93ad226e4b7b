"""``make demo``: from a fresh clone to a running Caseload with invented families.

Runs first on whatever Python was found and checks what can be checked before
anything is made; then again inside ``.venv``. Ctrl-C stops what this run
started and nothing else.
"""

import os
import signal
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from tools import environment
from tools.problem import Problem, Stopped

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
HIGHEST_PORT = 65_535
FIRST_UNPRIVILEGED_PORT = 1024


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_asked)
    try:
        return _demo()
    except Stopped:
        return 130
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1


def _demo() -> int:
    port = free_port(os.environ.get("PORT") or "8000")
    families = _families(os.environ.get("FAMILIES") or "0")
    if os.environ.get("RESET", "") not in {"", "0", "1"}:
        raise Problem("RESET is 1 or left out: make demo RESET=1")
    python = environment.ensure("base")
    if Path(sys.prefix).resolve() != environment.HOME.resolve():
        # The rest needs the packages. The same process goes on, so that signals reach it.
        os.chdir(ROOT)
        os.execv(python, [str(python), "-m", "tools.demo"])  # noqa: S606 - our own environment
    from tools import demo_run  # noqa: PLC0415 - needs the packages made above

    with ExitStack() as stack:
        demo_run.run(port=port, families=families, stack=stack)
    return 0


def free_port(text: str) -> int:
    """The port, if nobody has it; asked before anything is made."""
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise Problem(f"PORT={text} is not a port: it is a number from 1 to 65535.")
    port = int(text)
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except PermissionError as error:
            raise Problem(
                f"Port {port} is reserved for the system. Choose one above "
                f"{FIRST_UNPRIVILEGED_PORT - 1}: make demo PORT=8000"
            ) from error
        except OSError as error:
            raise Problem(
                f"Port {port} on {HOST} is taken by another program. Stop that one or choose "
                f"another port: make demo PORT={port + 1}. Nothing was changed."
            ) from error
    return port


def _families(text: str) -> int:
    if not text.isdecimal():
        raise Problem(f"FAMILIES={text} is not a whole number of families to add.")
    return int(text)


def _stop_asked(number: int, frame: object) -> None:
    # A second signal must not interrupt the tidying up that the first one began.
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
