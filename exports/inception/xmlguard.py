"""XML that is not trusted: no document type, no entities, nothing from outside."""

from __future__ import annotations

from typing import NoReturn
from xml.parsers import expat

from exports.strict import StrictError


def require_plain(data: bytes, name: str) -> None:
    """Raise `StrictError` `dtd_not_allowed` for XML with a document type, `bad_xml` for what is no XML."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> NoReturn:
        words = f"{name} has a document type (DOCTYPE) or entities; take it out."
        raise StrictError("dtd_not_allowed", words, file=name)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, StrictError):
            raise
        raise StrictError("bad_xml", f"{name} is no XML that can be read: {error}.", file=name) from error
