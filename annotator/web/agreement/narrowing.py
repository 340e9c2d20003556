"""What of the figures is asked for on a page: between whom, and whether ends of spans are trimmed."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import request

from annotator.errors import Malformed
from annotator.services.agreement.choice import Asked


def asked(*, detail: bool = False) -> Asked:
    """Return what the address asks for; raises Malformed `bad_parameter`."""
    trim = request.args.get("trim", "false")
    if trim not in {"true", "false"}:
        raise Malformed("bad_parameter", "trim is true or false.")
    names = (name for given in request.args.getlist("layers") for name in given.split(",") if name)
    return Asked(layers=tuple(dict.fromkeys(names)), trim=trim == "true", detail=detail)


def kept(wanted: Asked) -> str:
    """Return the narrowing as it stands in an address, with an ampersand before it, or nothing."""
    parts = {"layers": ",".join(wanted.layers)} if wanted.layers else {}
    parts |= {"trim": "true"} if wanted.trim else {}
    return f"&{urlencode(parts)}" if parts else ""
