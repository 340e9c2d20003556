"""The time and new ids: the only module that asks the machine for either."""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime


def now() -> datetime:
    """Return the current time in UTC, aware."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a random UUID as lower-case text."""
    return str(uuid.uuid4())


def new_token() -> str:
    """Return 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def new_pseudonym() -> str:
    """Return a random name that tells nothing about its bearer, such as `a-7k2m9qxw4c`."""
    alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
    return "a-" + "".join(secrets.choice(alphabet) for _ in range(10))
