"""What can go wrong, named once; no class here knows HTTP, and each edge has its own table."""

from __future__ import annotations

import errno
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: its code, words for a person, a JSON pointer to the place, the limit passed."""

    code: str
    detail: str
    pointer: str | None = None
    limit: int | None = None

    def to_record(self) -> dict[str, Any]:
        """Return it for a program, with the limit where one was passed."""
        return {name: value for name, value in vars(self).items() if name != "limit" or value is not None}


class AnnotatorError(Exception):
    """The root of all errors: a code for programs and a sentence that says what, where, what to do."""

    def __init__(self, code: str, detail: str, *, pointer: str | None = None, **extra: Any) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.pointer = pointer
        self.extra = extra
        self.problems: tuple[Problem, ...] = (Problem(code, detail, pointer, extra.get("limit")),)

    @classmethod
    def many(cls, problems: list[Problem], **extra: Any) -> Self:
        """Gather several problems in one error, which takes code, detail and pointer from the first."""
        first = problems[0]
        if first.limit is not None:
            extra["limit"] = first.limit
        error = cls(first.code, first.detail, pointer=first.pointer, **extra)
        error.problems = tuple(problems)
        return error

    def at(self, pointer: str) -> None:
        """Say where in a body it is, of an error that knows the place in a text alone."""
        if self.pointer is None:
            self.pointer = pointer
            self.problems = tuple(replace(one, pointer=one.pointer or pointer) for one in self.problems)


class Malformed(AnnotatorError):
    """The request cannot be read at all."""


class LoginNeeded(AnnotatorError):
    """Nobody is known to be asking."""


class Refused(AnnotatorError):
    """The actor sees the thing and may not do this with it."""


class Missing(AnnotatorError):
    """There is no such thing, or none that the actor may see."""

    def __init__(self, code: str = "not_found", detail: str = "There is nothing here.", **extra: Any) -> None:
        super().__init__(code, detail, **extra)


class Conflict(AnnotatorError):
    """The state of things does not allow this now."""


class Stale(AnnotatorError):
    """Somebody stored a newer version; the stored copy comes along as `current`."""


class TooLarge(AnnotatorError):
    """More bytes or items than the door takes; `limit` comes along."""


class WrongType(AnnotatorError):
    """The content is of another type than this door takes."""


class Invalid(AnnotatorError):
    """The request can be read, and what it says is wrong."""


class KeyReused(Invalid):
    """The Idempotency-Key came with another request before."""


class VersionRequired(AnnotatorError):
    """A change must say which version it changes."""


class TooMany(AnnotatorError):
    """More requests than the rate allows; `retry_after` comes along, in seconds."""


class Busy(AnnotatorError):
    """The store is occupied or away for a moment; nothing was saved."""


class StorageFull(AnnotatorError):
    """There is no space left to save; nothing was saved."""


class ConfigurationError(AnnotatorError):
    """A setting, the workspace or the machine is not as it must be."""


FULL = {errno.ENOSPC, errno.EDQUOT}
AWAY = {errno.EIO, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ESTALE}


def of_machine(error: OSError) -> AnnotatorError | None:
    """Return ours where the machine says that a disk is full, broken or shut; None for what is a bug of ours."""
    if error.errno in FULL:
        return StorageFull("storage_full", "There is no space left. Your work was not saved on the server.")
    if error.errno in AWAY:
        return Busy("busy", "The store cannot be written now. Nothing was saved; try again.", retry_after=1)
    return None
