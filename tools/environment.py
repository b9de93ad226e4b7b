"""Makes ``.venv`` from the hash-pinned lock, and leaves it alone while the lock is unchanged.

Runs on the Python that was found, before anything is installed, so it uses the
standard library only. The stamp is written last: an environment without one
was interrupted half way and is made again.
"""

import argparse
import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
STAMP = HOME / "caseload-lock.json"
LOCKS = {
    "base": ROOT / "requirements" / "base.txt",
    "dev": ROOT / "requirements" / "dev.txt",
}
OLDEST = (3, 12)
SPACE_NEEDED = 600 * 1024 * 1024
LINES_SHOWN = 12

_SENTENCES = {
    "No space left on device": "The disk is full. Free some space and run the same command again.",
    "DO NOT MATCH THE HASHES": (
        "A downloaded package is not the one the lock names. Nothing was installed; "
        "check the package index that pip is set to use."
    ),
    "No matching distribution": (
        "A locked package has no build for this machine or this Python, or the package index "
        "cannot be reached. Caseload is run on Linux with glibc and on macOS, x86-64 or ARM."
    ),
    "ensurepip": (
        "This Python has no pip. On Debian and Ubuntu: sudo apt install python3-venv. "
        "Or name another Python: PYTHON=/path/to/python3.13."
    ),
    "NewConnectionError": "The package index cannot be reached. Check the network and try again.",
}


def digest(kind: str) -> str:
    return hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()


def current(kind: str) -> bool:
    """The environment is whole and holds what this lock names."""
    stamp = _stamp()
    if stamp is None:
        return False
    # The dev lock includes the base lock, so either answers for base.
    return stamp.get(kind) == digest(kind)


def ensure(kind: str) -> Path:
    """Bring ``.venv`` to the lock; answers with its Python."""
    if sys.version_info < OLDEST:
        raise Problem(
            f"Caseload needs Python 3.12 or newer; this is {sys.version.split()[0]}. "
            "Name another one: PYTHON=/path/to/python3.13."
        )
    if current(kind):
        return PYTHON
    try:
        with _alone():
            if not current(kind):
                _make(kind)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Problem(_SENTENCES["No space left on device"]) from error
        raise Problem(f"The environment could not be made: {error}.") from error
    return PYTHON


def _make(kind: str) -> None:
    began = time.monotonic()
    free = shutil.disk_usage(ROOT).free
    if free < SPACE_NEEDED:
        raise Problem(
            f"Only {free // 1024**2} MB are free on this disk and the packages need about "
            f"{SPACE_NEEDED // 1024**2} MB. Free some space and run the same command again."
        )
    known = _stamp() or {}
    if not known:
        _say(f"Making .venv with Python {sys.version.split()[0]}")
        _run([sys.executable, "-m", "venv", "--clear", str(HOME)])
    STAMP.unlink(missing_ok=True)
    if kind == "base" and "dev" in known:
        # Tests were run here before: keep their tools in step instead of leaving them behind.
        kind = "dev"
    total = sum("==" in line and "#" not in line for line in LOCKS[kind].open(encoding="utf-8"))
    _say(f"Installing {total} packages from requirements/{LOCKS[kind].name}")
    _install(LOCKS[kind], total)
    stamp = {name: digest(name) for name in LOCKS if name in {"base", kind}}
    stamp["python"] = _version_of(PYTHON)
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    _say(f"Packages are in place ({time.monotonic() - began:.0f} s)")


def _install(lock: Path, total: int) -> None:
    command = [
        str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--no-input",
        "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock),
    ]  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    environment["PIP_USER"] = "0"
    environment["PIP_ROOT_USER_ACTION"] = "ignore"
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied: ")):
                seen += 1
                _progress(seen, total)
            elif line.startswith("Installing collected"):
                _say("  unpacking")
    if pip.returncode:
        raise Problem(_explain("".join(lines)))


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    if done.returncode:
        raise Problem(_explain(done.stdout + "\n" + " ".join(command)))


def _explain(output: str) -> str:
    tail = "\n".join(output.strip().splitlines()[-LINES_SHOWN:])
    reason = next(
        (said for sign, said in _SENTENCES.items() if sign in output),
        "The environment could not be made. Run the same command again; it starts afresh.",
    )
    return f"{tail}\n\n{reason}"


def _stamp() -> dict[str, str] | None:
    """What the environment says it holds; None if it is not whole or not runnable here."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    asked = os.environ.get("PYTHON")
    wanted = ".".join(map(str, sys.version_info[:2])) if asked else stamp.get("python")
    if stamp.get("python") != wanted or _version_of(PYTHON) != stamp.get("python"):
        return None
    return stamp


def _version_of(python: Path) -> str:
    """Its major and minor version, or nothing when it does not run (its Python was removed)."""
    try:
        answer = subprocess.run(
            [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    except OSError:
        return ""
    return answer.stdout.strip()


@contextmanager
def _alone() -> Iterator[None]:
    """Two commands started together make one environment, not two halves."""
    with (ROOT / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("Another command is making .venv; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _progress(seen: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  {seen} of {total}", end="\n" if seen >= total else "", flush=True)
    elif seen % 20 == 0 or seen == total:
        _say(f"  {seen} of {total}")


def _say(words: str) -> None:
    print(words, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(LOCKS), nargs="?", default="dev")
    try:
        ensure(parser.parse_args().kind)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
