"""INCEpTION: UIMA CAS as XMI with its type system, or as JSON CAS 0.4.0."""

from __future__ import annotations

from exports.format import register
from exports.inception.reader import read
from exports.inception.writer import CARRIED, write

INFO = register(
    "inception",
    title="INCEpTION (UIMA CAS)",
    reads=read,
    writes=write,
    carries=CARRIED,
    suffixes=(".xmi",),
    needs=("cassis",),
    folder=True,
    media_type="application/zip",
    example="inception",
    note=(
        "Written is an XMI for each article and layer, and the type system, in which each tag and each "
        "relation is a custom layer with its attributes as features. Read are XMI with its TypeSystem.xml "
        "beside it or at the top, and JSON CAS 0.4.0. A custom layer is the tag of its name; a mapping says "
        "which layer, or which value of which feature (layers), is which tag. annotation/DOCUMENT/USER.xmi "
        "is the work of USER, also where it is a zip of its own in the unpacked folder of a project. "
        "Offsets count UTF-16. Document types and entities in XML are refused."
    ),
)
