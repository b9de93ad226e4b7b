"""Locks what Caseload stands on: hashes of every build, no package index, no path of a machine."""

import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
OPTIONS = [
    "--quiet", "--strip-extras", "--allow-unsafe", "--generate-hashes", "--no-header",
    "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--upgrade",
    # Most poisoned releases are found and withdrawn within days.
    "--pip-args", "--uploaded-prior-to=P7D",
]  # fmt: skip
_PLACES = re.compile(r"://|(?:^|\s)/\w|--(?:index|extra-index|find-links|trusted)", re.MULTILINE)


def host_free(text: str) -> bool:
    """Nothing in the lock says where a package comes from: that is the installer's affair."""
    return not _PLACES.search(text)


def main() -> int:
    for more in (["-o", "base.txt", "base.in"], ["-c", "base.txt", "-o", "dev.txt", "dev.in"]):
        done = subprocess.run(
            [sys.executable, "-m", "piptools", "compile", *OPTIONS, *more], cwd=FOLDER
        )
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
