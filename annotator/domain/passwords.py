"""Which passwords are refused: short ones, common ones, and those that say the name."""

from __future__ import annotations

import re

from annotator.errors import Invalid

SHORTEST = 8
MOST_BYTES = 1024
ROOTS = (
    "password passwort motdepasse contrasena senha parola haslo letmein welcome admin administrator root "
    "qwerty qwertz azerty asdfgh zxcvbn iloveyou monkey dragon football baseball sunshine princess shadow "
    "master superman batman trustno starwars whatever freedom login secret changeme default guest test "
    "hello access flower hottie loveme michael jordan hunter summer winter spring autumn annotator"
).split()
SEQUENCES = (
    "0123456789012345",
    "9876543210987654",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
)
SWAPS = str.maketrans("@4310$5!7", "aaeiossit")


def check_password(password: str, name: str) -> str:
    """Return the password; raises Invalid `weak_password` with the reason."""
    reason = weakness(password, name)
    if reason:
        raise Invalid("weak_password", reason, pointer="/password")
    return password


def weakness(password: str, name: str) -> str | None:
    """Return why the password is weak, None when it is not."""
    if len(password) < SHORTEST:
        return f"A password has at least {SHORTEST} characters; 15 or more are better."
    if len(password.encode()) > MOST_BYTES:
        return f"A password has at most {MOST_BYTES} bytes."
    low = password.casefold()
    if len(set(low)) <= 2 or any(low in run or low in run[::-1] for run in SEQUENCES):
        return "This password is a run of keys; choose words that only you would put together."
    if name.casefold() in low and len(low) < 2 * len(name) + SHORTEST:
        return "This password says the user name; choose another."
    if _bare(low) in ROOTS or _bare(low.translate(SWAPS)) in ROOTS:
        return "This password is among the first that are tried; choose another."
    return None


def _bare(low: str) -> str:
    """Leave out the digits and marks that people put around a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", low)
