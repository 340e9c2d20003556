"""Numbers in addresses: counted from one, in ASCII digits, never larger than a database holds."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class Ordinal(IntegerConverter):
    """A place in a list; what is none leads to no route, so that it answers 404."""

    regex = "[1-9][0-9]{0,8}"
