from __future__ import annotations

import schemas
from exports import flat
from exports.options import Losses

FULL = schemas.examples("valid")["article.full"]


def test_a_row_holds_what_is_known_of_annotation_and_article():
    row = next(flat.rows(FULL))
    assert (row["article"], row["layer"], row["tag"]) == ("riverside-0001", "gold", "claim")
    assert row["attr_speaker"] == "Riverside Engineers’ Union"
    assert row["sources"] == ["https://union.example/report"]
    assert FULL["text"][row["start"] : row["end"]] == row["exact"]


def test_every_row_has_the_columns_of_the_scheme():
    names = flat.columns(schemas.scheme())
    for row in flat.rows(FULL):
        assert list(flat.whole(row, names)) == list(names)
        assert set(row) <= set(names)


def test_what_has_no_place_is_counted():
    losses = Losses()
    flat.lose(FULL, losses, but={"relations"})
    assert losses.counts["fact-checks"] == 1
    assert "relations" not in losses.counts
