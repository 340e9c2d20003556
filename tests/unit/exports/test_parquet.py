from __future__ import annotations

import io

import schemas
from exports import parquet
from exports.options import Losses, Writing

FULL = schemas.examples("valid")["article.full"]


def test_pandas_reads_a_row_for_each_annotation_and_a_column_for_each_attribute():
    import pandas as pd

    data = b"".join(parquet.write([FULL], Losses(), Writing()))
    table = pd.read_parquet(io.BytesIO(data))
    assert len(table) == 8
    assert table["attr_voice"].dropna().unique().tolist() == ["indirect_paraphrase", "direct_quote"]
    assert table["published"].tolist() == ["2024-06-03"] * 8


def test_groups_of_rows_are_written_as_they_come(monkeypatch):
    import pandas as pd

    monkeypatch.setattr(parquet, "GROUP", 3)
    parts = list(parquet.write([FULL], Losses(), Writing()))
    assert len(parts) == 4
    assert len(pd.read_parquet(io.BytesIO(b"".join(parts)))) == 8


def test_an_empty_corpus_is_an_empty_table():
    import pandas as pd

    assert len(pd.read_parquet(io.BytesIO(b"".join(parquet.pack([], {"a": "string"}))))) == 0
