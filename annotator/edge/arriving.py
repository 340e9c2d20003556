"""The body of a request as it arrives: whole, or not taken at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

LARGEST = 20 * 1024 * 1024
"""The most bytes of a body that is taken anywhere."""

UNREADABLE = "The body of the request cannot be read to its end."


class Body:
    """The bytes that a server hands on; what it cannot read is told as a connection that broke off."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Return as many bytes at most; raises OSError."""
        try:
            piece: bytes = self._stream.read(size)
        except Exception as error:  # each server has errors of its own for chunks that are none
            raise OSError(UNREADABLE) from error
        return piece


def require_whole(environ: WSGIEnvironment) -> None:
    """Let a body that is shorter than it says be refused: the server takes its end for that of the request."""
    environ["wsgi.input"] = Body(environ["wsgi.input"])
    if environ.get("CONTENT_LENGTH"):
        environ.pop("wsgi.input_terminated", None)
