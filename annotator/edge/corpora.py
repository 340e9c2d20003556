"""A corpus as an answer: streamed where nothing is lost, else written first, so that what was lost can be said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile

from flask import Response, stream_with_context

from exports.format import FormatInfo, Losses

AHEAD = 2**18
"""How many bytes of a stream are made before the first of them leaves."""
IN_MEMORY = 4 * 2**20
"""How many bytes of a corpus are kept in memory; the rest waits on the disk."""
LONGEST = 4000
_CHUNK = 2**16


def attachment(info: FormatInfo, parts: Iterator[bytes], losses: Losses, name: str) -> Response:
    """Return a file to be stored; the header `Left-Out` counts what the format could not carry."""
    body = stream_with_context(_begun(parts)) if info.lossless else _written(parts)
    response = Response(body, mimetype=info.media_type)
    if not info.lossless:
        response.headers["Left-Out"] = "; ".join(losses.lines()).encode("ascii", "replace").decode()[:LONGEST]
    suffix = ".zip" if info.folder else next(iter(info.suffixes), f".{info.name}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}{suffix}"'
    return response


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Make the first parts before anything leaves: what keeps a corpus from being read is then told in full."""
    first, size = list[bytes](), 0
    for part in parts:
        first.append(part)
        size += len(part)
        if size >= AHEAD:
            break
    return chain(first, parts)


def _written(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Write all parts to a file that is gone when it has been read; return what reads it."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it outlives this function
    for part in parts:
        file.write(part)
    file.seek(0)

    def pieces() -> Iterator[bytes]:
        with file:
            while piece := file.read(_CHUNK):
                yield piece

    return pieces()
