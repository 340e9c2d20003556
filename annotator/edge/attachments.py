"""What strangers wrote, given back as bytes to keep: plain text, never shown, never run."""

from __future__ import annotations

import hashlib

from flask import Response


def plain_attachment(data: bytes, name: str) -> Response:
    """Return the bytes as a plain text attachment, named by what it is and the beginning of its SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    response = Response(data, content_type="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{digest[:12]}.txt"'
    return response
