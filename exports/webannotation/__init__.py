"""W3C Web Annotation: JSON-LD with position and quote selectors, one page an article."""

from __future__ import annotations

from exports import parts
from exports.format import register
from exports.webannotation.reader import read
from exports.webannotation.writer import write

INFO = register(
    "webannotation",
    title="W3C Web Annotation (JSON-LD)",
    reads=read,
    writes=write,
    carries=set(parts.EVERYTHING) - {parts.ORIGINS, parts.HISTORY},
    suffixes=(".jsonld",),
    media_type="application/ld+json",
    example="webannotation.jsonld",
    note=(
        "Each segment has a quote and a position. Where a position does not fit, the quote is looked for: "
        "exactly, by its context, by nearness; the report says which step found how many."
    ),
)
