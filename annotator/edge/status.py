"""The one table from errors to HTTP status."""

from __future__ import annotations

from annotator import errors

STATUS: dict[type[errors.AnnotatorError], int] = {
    errors.Malformed: 400,
    errors.LoginNeeded: 401,
    errors.Refused: 403,
    errors.Missing: 404,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.TooLarge: 413,
    errors.WrongType: 415,
    errors.Invalid: 422,
    errors.VersionRequired: 428,
    errors.TooMany: 429,
    errors.Busy: 503,
    errors.StorageFull: 507,
    errors.ConfigurationError: 503,
}
TITLES = {
    400: "The request cannot be read",
    401: "Log in first",
    403: "Not allowed",
    404: "Not found",
    405: "Not a method of this address",
    409: "Not possible now",
    412: "Somebody saved before you",
    413: "Too large",
    415: "Wrong type",
    422: "Something is wrong in what was sent",
    428: "Say which version you change",
    429: "Too many requests",
    431: "Header too large",
    500: "An error of ours",
    503: "Busy",
    507: "No space left",
}


def status_of(error: errors.AnnotatorError) -> int:
    """Return the status of an error by its class, or the nearest class above."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
