"""What matters for security, one JSON object a line: who got in, who did not, and what was refused.

No text, no password, no name that was typed: accounts by their number, addresses of routes by their pattern.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from flask import g, has_request_context, request

from annotator import clock
from annotator.db.types import stamp

LOG = logging.getLogger("annotator.security")
REFUSALS = frozenset({403, 413, 429, 500, 503, 507})


def to_stderr() -> None:
    """Write the journal to stderr, as lines that hold nothing else."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def note(what: str, account: int | None = None, **more: Any) -> None:
    """Write one entry; control characters and all that is not ASCII leave as escapes."""
    entry: dict[str, Any] = {"ts": stamp(clock.now()), "what": what, "account": account, **more}
    if has_request_context():
        rule = request.url_rule.rule if request.url_rule else None
        entry |= {"method": request.method, "route": rule, "from": request.remote_addr}
        entry["request"] = g.get("request_id", "-")
    LOG.info("%s", json.dumps(entry))


def note_refusal(status: int, code: str, *, program: bool) -> None:
    """Write down a refusal; a stranger who is shown the log-in page is none, nor is an address that nobody serves.

    What is hidden is answered like what is not there: of whoever is known, that is written down too.
    """
    known = g.get("actor")
    hidden = status == 404 and known is not None and request.url_rule is not None
    if status in REFUSALS or hidden or (status == 401 and program):
        note("refused", known.account_id if known else None, status=status, code=code)
