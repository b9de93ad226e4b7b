"""What a demo is set up with: secrets made once and kept in ``var/env``, addresses made anew.

``python -m tools.demo_env manage.py token sam`` runs a command with them.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from tools import embedded
from tools.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
FILE = VAR / "env"
DATABASE = VAR / "postgres"
# A server process never holds these: with them it could change tables and rights.
NOT_FOR_SERVING = ("CASELOAD_MIGRATE_URL", "CASELOAD_ADMIN_URL")


def external() -> bool:
    """The operator named a PostgreSQL of their own."""
    return bool(os.environ.get("CASELOAD_DATABASE_URL"))


def settings() -> dict[str, str]:
    """All of a demo's settings; secrets that are missing are made and written down."""
    kept = _kept()
    for name, value in {
        "CASELOAD_SECRET_KEY": secrets.token_urlsafe(48),
        "CASELOAD_CONTEXT_KEY": secrets.token_hex(32),
        "CASELOAD_SEARCH_KEY": secrets.token_hex(32),
        "CASELOAD_WEBHOOK_KEY": secrets.token_hex(32),
    }.items():
        kept.setdefault(name, value)
    for name, value in {
        "CASELOAD_ALLOWED_HOSTS": "127.0.0.1,localhost",
        "CASELOAD_DEBUG": "0",
        "CASELOAD_DEMO": "1",
        "CASELOAD_POOL_SIZE": "0",
        "CASELOAD_WEBHOOKS_TO_PRIVATE_ADDRESSES": "1",
    }.items():
        kept.setdefault(name, value)
    kept |= _external_urls(kept) if external() else _embedded_urls(kept)
    _write(kept)
    # What the operator set by hand wins over what was kept; addresses are settled above.
    by_hand = {name for name in kept if os.environ.get(name) and not name.endswith("_URL")}
    return kept | {name: os.environ[name] for name in by_hand}


def forget() -> None:
    """Throw the secrets away; whatever they protected must be gone already."""
    FILE.unlink(missing_ok=True)


def environment(wanted: dict[str, str]) -> dict[str, str]:
    """For a command of the deployment: these settings over whatever the shell has."""
    return os.environ | wanted | {"PYTHONUNBUFFERED": "1"}


def serving_environment(wanted: dict[str, str]) -> dict[str, str]:
    """For server and worker: without the logins that could change tables."""
    return {k: v for k, v in environment(wanted).items() if k not in NOT_FOR_SERVING}


def _embedded_urls(kept: dict[str, str]) -> dict[str, str]:
    admin = embedded.url(DATABASE)
    where = urlsplit(admin).query
    return {
        "CASELOAD_ADMIN_URL": admin,
        "CASELOAD_DATABASE_URL": _login("caseload_app", kept, "CASELOAD_DATABASE_URL", where),
        "CASELOAD_MIGRATE_URL": _login("caseload_migrate", kept, "CASELOAD_MIGRATE_URL", where),
    }


def _login(role: str, kept: dict[str, str], name: str, where: str) -> str:
    before = urlsplit(kept.get(name, ""))
    # A password made for another server says nothing here, but changing it would lock us out.
    password = before.password if before.username == role else None
    return f"postgresql://{role}:{password or secrets.token_urlsafe(24)}@/caseload?{where}"


def _external_urls(kept: dict[str, str]) -> dict[str, str]:
    app = os.environ["CASELOAD_DATABASE_URL"]
    admin = os.environ.get("CASELOAD_ADMIN_URL", "")
    if not admin:
        raise Problem(
            "CASELOAD_DATABASE_URL names a PostgreSQL of your own, so CASELOAD_ADMIN_URL is needed "
            "too: an administrator there with CREATEROLE and CREATEDB, who makes the demo's roles "
            "and database. For example: CASELOAD_ADMIN_URL=postgresql://admin:password@host/postgres"
        )
    migrate = os.environ.get("CASELOAD_MIGRATE_URL", "")
    if not migrate:
        parts = urlsplit(app)
        before = urlsplit(kept.get("CASELOAD_MIGRATE_URL", ""))
        same = (before.hostname, before.port, before.path) == (
            parts.hostname,
            parts.port,
            parts.path,
        )
        password = before.password if same and before.password else secrets.token_urlsafe(24)
        host = parts.netloc.rpartition("@")[2]
        migrate = urlunsplit(parts._replace(netloc=f"caseload_migrate:{quote(password)}@{host}"))
    return {
        "CASELOAD_ADMIN_URL": admin,
        "CASELOAD_DATABASE_URL": app,
        "CASELOAD_MIGRATE_URL": migrate,
    }


def _kept() -> dict[str, str]:
    try:
        lines = FILE.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except PermissionError as error:
        raise Problem(
            f"{FILE} belongs to another user, who ran a demo here before. Run as that user, or "
            "remove the folder var first."
        ) from error
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def _write(wanted: dict[str, str]) -> None:
    VAR.mkdir(exist_ok=True)
    text = "# Made for this demo. Remove with `make demo RESET=1`.\n"
    # The administrator of somebody's own PostgreSQL is not ours to write down.
    left_out = {"CASELOAD_ADMIN_URL"} if external() else set()
    text += "".join(f"{name}={value}\n" for name, value in wanted.items() if name not in left_out)
    new = FILE.with_name("env.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    new.replace(FILE)


def main() -> int:
    """Become the given command, with a demo's settings around it."""
    if not FILE.exists():
        print("There is no demo here yet: run `make demo` first.", file=sys.stderr)
        return 1
    try:
        chosen = environment(_kept())
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    os.chdir(ROOT)
    return os.spawnve(  # noqa: S606 - its purpose
        os.P_WAIT, sys.executable, [sys.executable, *sys.argv[1:]], chosen
    )


if __name__ == "__main__":
    sys.exit(main())
