#!/bin/sh
# Prints the path of a Python that can run Caseload (3.12 or newer).
#
# PYTHON=/path/to/python overrides the search. A name on PATH proves nothing
# (a version manager's shim may answer "command not found"), so each candidate
# is run and asked what it is.

works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

full_path() {
    "$1" -c 'import sys; print(sys.executable)'
}

if [ -n "${PYTHON:-}" ]; then
    if works "$PYTHON"; then
        full_path "$PYTHON"
        exit 0
    fi
    echo "PYTHON=$PYTHON is not a working Python 3.12 or newer. Set PYTHON to another one, or leave it out and let Caseload look." >&2
    exit 1
fi

for name in python3.14 python3.13 python3.12 python3 python; do
    if works "$name"; then
        full_path "$name"
        exit 0
    fi
done

pyenv_root="${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}"
for version in 3.14 3.13 3.12; do
    for candidate in "$pyenv_root"/versions/"$version"*/bin/python3; do
        if works "$candidate"; then
            full_path "$candidate"
            exit 0
        fi
    done
done

cat >&2 <<'TEXT'
Caseload needs Python 3.12 or newer, and none was found on PATH or in pyenv's folder.
Ways to get one: on Debian 13 or Ubuntu 24.04 "sudo apt install python3 python3-venv";
on Fedora "sudo dnf install python3.13"; on macOS "brew install python@3.13"; without an
administrator "pyenv install 3.13" (https://github.com/pyenv/pyenv) or the installer from
https://www.python.org/downloads/. If you have one somewhere else, name it:
"make demo PYTHON=/path/to/python3.13".
TEXT
exit 1
