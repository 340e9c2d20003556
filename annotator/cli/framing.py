"""Where a request ends, told from its bytes before any of it is parsed."""

from __future__ import annotations

import re
from enum import Enum

from annotator.edge.arriving import LARGEST

MOST = 1 << 20
"""The bytes of a request that are gathered; what is longer, an upload, is read by a thread."""
PIECE = 1 << 16
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding):[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)", re.IGNORECASE)
_LENGTH = re.compile(rb"0*([0-9]{1,12})")
_EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


class Arrival(Enum):
    """How much of a request has come: a part, as much as is gathered, or for certain all of it."""

    PART, ENOUGH, WHOLE = range(3)


def come(came: bytes | bytearray) -> Arrival:
    """Tell how much of a request the bytes hold.

    What says in no one plain way where it ends is held to be whole: the parser refuses it. So is what says that it
    is longer than anything that is taken: it is refused by its length, and not waited for. Chunks are not counted
    here: where they seem to end is enough.
    """
    head, ended, _ = bytes(came[:PIECE]).partition(b"\r\n\r\n")
    if not ended:
        return Arrival.ENOUGH if len(came) >= PIECE else Arrival.PART
    body = len(head) + len(ended)
    length = _length(_FRAMING.findall(head + b"\r\n"))
    if length is not None and length <= len(came) - body:
        return Arrival.WHOLE
    if len(came) >= MOST or (length is None and _seems_to_end(came, body)):
        return Arrival.ENOUGH
    return Arrival.PART


def asks_to_go_on(came: bytes | bytearray) -> bool:
    """Tell whether the client waits to be told that its body is wanted."""
    return bool(_EXPECTS.search(bytes(came[:PIECE]).partition(b"\r\n\r\n")[0]))


def _length(framing: list[tuple[bytes, bytes]]) -> int | None:
    """Return how long the body is that is waited for, None when it comes in chunks."""
    names = {name.lower() for name, _ in framing}
    if names == {b"transfer-encoding"}:
        chunked = framing[-1][1].lower().rpartition(b",")[2].strip() == b"chunked"
        return None if chunked else 0
    said = _LENGTH.fullmatch(framing[0][1]) if len(framing) == 1 else None
    length = int(said[1]) if said else 0
    return length if length <= LARGEST else 0


def _seems_to_end(came: bytes | bytearray, body: int) -> bool:
    return came.endswith(b"\r\n\r\n", body) and (
        came.startswith(b"0\r\n", body) or came.find(b"\r\n0\r\n", body) >= 0
    )
