"""What a message gets that gunicorn cannot read as a request: a problem document, with every answer's headers."""

from __future__ import annotations

import json
from typing import Any

from annotator import clock
from annotator.edge.guards import HEADERS

TOLD = {
    403: ("forbidden", "This server takes plain HTTP from its own proxy only."),
    414: ("address_too_long", "The first line of the request is too long. Shorten the address."),
    417: ("expectation_refused", "The only expectation that is met is 100-continue."),
    431: ("header_too_large", "The headers of the request are too large or too many. Delete this site's cookies."),
    500: ("internal", "This is an error of ours. Nothing was saved; try again."),
    501: ("coding_refused", "The only transfer coding that is taken is chunked."),
}
OTHERWISE = ("bad_request", "This message is no request in HTTP/1.1 that can be read in one way only.")


class Unread:
    """The client of a message that cannot be read; what gunicorn would say to it is said in our words."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def sendall(self, data: bytes) -> None:
        """Send our answer for the status that the data begin with."""
        self._client.sendall(answer(data.partition(b"\r\n")[0]))


def answer(line: bytes) -> bytes:
    """Return the whole answer that begins with this line of status."""
    status = int(line.split()[1])
    code, detail = TOLD.get(status, OTHERWISE)
    said = {"type": "about:blank", "title": line.decode("latin-1").split(" ", 2)[2], "status": status}
    number = clock.new_token()[:16]
    said |= {"code": code, "detail": detail, "pointer": None, "saved": False, "request_id": number}
    body = json.dumps(said).encode()
    headers = (
        ("Connection", "close"),
        ("Content-Type", "application/problem+json"),
        ("Content-Length", str(len(body))),
        ("X-Request-Id", number),
        ("Cache-Control", "no-store"),
        *HEADERS,
    )
    head = b"".join(f"{name}: {value}\r\n".encode() for name, value in headers)
    return line + b"\r\n" + head + b"\r\n" + body
