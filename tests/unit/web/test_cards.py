"""What closed cards say, and how many stand together."""

from __future__ import annotations

from typing import Any

from annotator.web.cards import BUNDLE, bundles, says

SCHEME: dict[str, Any] = {
    "tags": {
        "claim": {"label": {"en": "Claim"}, "colour": "claim"},
        "framing": {"label": {"en": "Framing"}},
    },
    "vocabularies": {
        "technique": [{"id": "doubt", "label": {"en": "Doubt"}}],
        "bias_form": [{"id": "lexical", "label": {"en": "Lexical"}}],
    },
}


def mark(
    key: str, *segments: tuple[int, int, str], tag: str = "claim", kind: str = "span", **given: Any
) -> dict[str, Any]:
    parts = [{"start": start, "end": end, "exact": exact} for start, end, exact in segments]
    return {
        "id": key,
        "tag": tag,
        "anchor": {"kind": kind, "segments": parts},
        "attributes": given,
        "sources": [],
    }


def test_cards_come_in_the_order_of_the_text_the_longer_first() -> None:
    marks = [
        mark("c", (5, 9, "late")),
        mark("b", (0, 4, "soon")),
        mark("a", (0, 9, "soon late")),
        mark("w", kind="article"),
    ]
    (bundle,) = bundles(marks, SCHEME)
    assert [card.id for card in bundle] == ["w", "a", "b", "c"]
    assert [(card.start, card.end) for card in bundle[:2]] == [(None, None), (0, 9)]


def test_a_bundle_holds_so_many() -> None:
    found = bundles([mark(f"{n:03}", (n, n + 1, "x")) for n in range(2 * BUNDLE + 1)], SCHEME)
    assert [len(bundle) for bundle in found] == [BUNDLE, BUNDLE, 1]


def test_a_card_says_what_was_answered_else_where_it_stands() -> None:
    assert says(mark("a", (0, 4, "soon"), normalized="It comes."), SCHEME) == "It comes."
    assert says(mark("a", (0, 4, "soon"), tag="framing", technique=["doubt", "new"]), SCHEME) == "Doubt, new"
    assert says(mark("a", (0, 4, "soon"), tag="framing", bias_form="lexical"), SCHEME) == "Lexical bias"
    assert says(mark("a", (0, 4, "so\non"), (8, 9, "x")), SCHEME) == "“so on … x”"
    assert says(mark("a", (3, 3, ""), kind="point"), SCHEME) == "At this point"


def test_a_long_quotation_is_cut_by_code_points() -> None:
    assert says(mark("a", (0, 300, "🌉" * 300)), SCHEME) == f"“{'🌉' * 179}…”"


def test_a_tag_that_the_scheme_lost_is_called_by_its_name() -> None:
    ((card,),) = bundles([mark("a", (0, 4, "soon"), tag="old")], SCHEME)
    assert (card.label, card.colour, card.short) == ("old", "old", True)
