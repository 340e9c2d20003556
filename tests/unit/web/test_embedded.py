"""A record in a page is text to the browser, and the same record to a script."""

from __future__ import annotations

import html
import json

from hypothesis import given
from hypothesis import strategies as st

from annotator.web.embedded import embedded, embedded_layer


@given(st.text())
def test_what_a_browser_reads_is_the_record(words: str) -> None:
    page = embedded({"note": words})
    assert "<" not in page
    assert json.loads(html.unescape(page)) == {"note": words}


def test_markup_in_a_note_stays_text() -> None:
    assert "</template>" not in embedded("</template><script>")


def test_the_words_around_an_anchor_are_left_to_the_text() -> None:
    anchor = {"kind": "point", "segments": [{"start": 1, "end": 1, "exact": ""}], "prefix": "a", "suffix": "b"}
    view = {"state": "open", "annotations": [{"id": "x", "anchor": anchor}], "relations": []}
    sent = json.loads(html.unescape(embedded_layer(view)))
    assert sent["annotations"][0]["anchor"] == {"kind": "point", "segments": anchor["segments"]}
