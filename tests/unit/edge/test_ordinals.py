"""Numbers in addresses."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from annotator.edge.ordinals import Ordinal


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("999999999", 999999999)])
def test_a_place_is_read(written, number):
    assert routed(written) == {"item": number}


@pytest.mark.parametrize("written", ["0", "01", "-1", "1000000000", "9" * 30, "\u0663", "1_0", ""])
def test_what_is_none_leads_nowhere(written):
    with pytest.raises(NotFound):
        routed(written)


def routed(written: str) -> dict[str, int]:
    app = Flask("ordinals")
    app.url_map.converters["int"] = Ordinal
    app.add_url_rule("/items/<int:item>", "item", lambda item: "")
    return app.url_map.bind("localhost").match(f"/items/{written}")[1]
