"""Names of files that say a layer and an article, and how the parts of ours are told from those of others."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, unquote

OURS = "# annotator: folders are layers"
"""The first line of the settings of a corpus that we wrote."""

MARK = ":json"
"""What the name of a note ends in when its words are JSON."""

PARTED = "parted"
"""The note that says before which pieces of a span there is a gap, though only a line end parts them."""

BREAK = re.compile(r"\s*\n\s*")
"""White space in which a line ends: where brat cuts a span in two."""

_LONGEST = 180
_NOTHING = "_"


def file_name(name: str | None) -> str:
    """Return a name as a part of a path: letters, digits and `.-~` stay; of what is too long a hash stays."""
    if name is None:
        return _NOTHING
    safe = quote(name, safe=" ").replace("_", "%5F")
    safe = f"%2E{safe[1:]}" if safe.startswith(".") else safe
    return safe if len(safe) <= _LONGEST else hashlib.sha256(name.encode()).hexdigest()


def original(name: str) -> str | None:
    """Return the name that a part of a path stands for."""
    return None if name == _NOTHING else unquote(name)
