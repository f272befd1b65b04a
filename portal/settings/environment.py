"""Reads typed environment variables. ImproperlyConfigured names the variable and the expected value."""

import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from portal.operations.privacy import private_file

SQLITE_MAPPED_BYTES = 512 * 1024 * 1024
#: How long a writer waits for others, in seconds; then the form is shown again, to be resubmitted.
SQLITE_WAIT_SECONDS = 5

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def words(name: str) -> list[str]:
    """Returns the items of a comma-separated list, without empty ones."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def origin(name: str, default: str) -> str:
    """Returns a scheme and a host with an optional port, such as https://example.org, without a path."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    is_origin = parts.scheme in {"http", "https"} and parts.hostname and _port(parts)
    if not is_origin or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name} must look like https://www.example.org, without a path, not {value!r}."
        )
    return value


def _port(parts: SplitResult) -> bool:
    """Returns whether the port is valid or absent."""
    try:
        parts.port  # noqa: B018  reading it checks it
    except ValueError:
        return False
    return True


def secret_key(name: str, *, kept_in: Path, required: bool) -> str:
    """Returns the variable's value; else, unless required, a random key stored in a private file."""
    if value := text(name):
        return value
    if required:
        raise ImproperlyConfigured(
            f"{name} is missing: a site served over https needs its own secret, "
            "the same for all its processes."
        )
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        draft = kept_in.with_name(f"{kept_in.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, kept_in)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept_in.read_text().strip()


def database(name: str, *, sqlite_file: Path) -> dict:
    """Returns Django's database settings from a URL: postgres://user:password@host:port/name.

    Without the variable, SQLite is configured so that readers never wait for a writer: a write-ahead log,
    and transactions that take the write lock at once instead of failing half-way. The file is mapped
    into memory: each connection that reads much would have to fill its own cache.
    """
    address = text(name)
    if not address:
        return {
            "ENGINE": "portal.operations.sqlite",
            "NAME": private_file(sqlite_file),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": SQLITE_WAIT_SECONDS,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                    f"PRAGMA mmap_size={SQLITE_MAPPED_BYTES};"
                ),
            },
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or not _port(parts):
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:5432/name "
            f"(its scheme is {parts.scheme!r})."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # In seconds: an unreachable server fails fast.
        "OPTIONS": {"connect_timeout": 5, **dict(parse_qsl(parts.query))},
    }
