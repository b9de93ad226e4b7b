"""Reads what the operator has set, and says in a paragraph what is missing.

Every name begins with ``CASELOAD_``; ``docs/guides/settings.md`` lists them all.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}
_KEY_HEX_DIGITS = 64


def text(name: str, *, default: str | None = None, example: str = "") -> str:
    value = os.environ.get(name, default)
    if value is None:
        hint = f" For example: {name}={example}" if example else ""
        raise ImproperlyConfigured(
            f"{name} is not set. Caseload does not start without it.{hint} "
            "`make demo` writes a working set to var/env; docs/guides/settings.md explains each."
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0.")


def number(name: str, *, default: int) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error


def names(name: str, *, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def key(name: str) -> bytes:
    """A 32-byte secret written as 64 hexadecimal digits."""
    value = text(
        name, example="the output of: python -c 'import secrets; print(secrets.token_hex())'"
    )
    try:
        secret = bytes.fromhex(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} must be {_KEY_HEX_DIGITS} hexadecimal digits."
        ) from error
    if len(value) != _KEY_HEX_DIGITS:
        raise ImproperlyConfigured(f"{name} must be {_KEY_HEX_DIGITS} hexadecimal digits.")
    return secret


def database(url: str, *, pool_size: int = 0, libpq_options: str = "") -> dict[str, Any]:
    """Django's description of the PostgreSQL database that ``url`` names."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "A database URL must look like postgresql://user:password@host:5432/name "
            "(or postgresql://user@/name?host=/folder/of/the/socket)."
        )
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {"server_side_binding": True}
    if libpq_options:
        options["options"] = libpq_options
    if "sslmode" in query:
        options["sslmode"] = query["sslmode"]
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 3}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": options,
    }


BASE_DIR = Path(__file__).resolve().parent.parent
