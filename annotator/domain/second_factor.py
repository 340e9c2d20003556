"""Codes of six digits that an app makes of a shared secret and the time (RFC 6238), and recovery codes."""

from __future__ import annotations

import hmac
import re
from datetime import datetime

import pyotp

ISSUER = "Annotator"
STEP_SECONDS = 30
AROUND = (-1, 0, 1)
"""A code of the half minute before or after is taken too: clocks differ, and people type slowly."""

RECOVERY_CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP = 6, 4
"""24 of 31 letters are 118 bits: enough for a plain hash to keep them."""

DIGITS = re.compile(r"\d{6}")


def step_of(secret: str, code: str, moment: datetime) -> int | None:
    """Return the half minute since 1970 whose code this is, of those around the moment; None when of none."""
    now = int(moment.timestamp()) // STEP_SECONDS
    made = ((now + shift, pyotp.HOTP(secret).at(now + shift)) for shift in AROUND)
    return next((step for step, right in made if hmac.compare_digest(right, code)), None)


def bare(code: str) -> str:
    """Return the code without what people put between its parts."""
    return re.sub(r"[\s\-]+", "", code).lower()


def address(secret: str, name: str, host: str) -> str:
    """Return the `otpauth:` address that an app reads from the square of dots."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"{ISSUER} {host}")


def grouped(text: str) -> str:
    """Write a code or secret in groups of four, for eyes and hands."""
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))
