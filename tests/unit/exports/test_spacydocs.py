from __future__ import annotations

import io
import zlib

import pytest

import schemas
from exports.mapping import make
from exports.options import Losses, Reading, Writing
from exports.spacydocs import read, write
from exports.strict import StrictError

FULL = schemas.examples("valid")["article.full"]


def test_spacy_itself_reads_text_spans_and_layers():
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = b"".join(write([FULL], Losses(), Writing()))
    [doc] = DocBin().from_bytes(data).get_docs(Vocab())
    assert doc.text == FULL["text"]
    assert list(doc.spans) == ["gold", "heron"]
    assert next((span.label_, span.text) for span in doc.spans["gold"]) == (
        "claim",
        "the worst in the region’s network",
    )


def test_documents_of_others_bring_entities_and_groups():
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    doc = Doc(Vocab(), words=["Ann", "said", "so"], spaces=[True, True, False])
    doc.ents = [Span(doc, 0, 1, label="PERSON")]
    doc.spans["sc"] = [Span(doc, 1, 3, label="claim")]
    data = DocBin(docs=[doc]).to_bytes()
    how = Reading(mapping=make({"labels": {"PERSON": "framing"}}))
    [(_, found)] = read(io.BytesIO(data), how)
    assert [layer["layer"] for layer in found["layers"]] == ["ents", "sc"]


@pytest.mark.parametrize("data", [b"nothing", zlib.compress(b"nothing"), zlib.compress(b"\x81\xa5attrs\x90")])
def test_what_is_no_docbin_is_said_in_words(data):
    with pytest.raises(StrictError) as caught:
        list(read(io.BytesIO(data), Reading()))
    assert caught.value.code == "bad_spacy"


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(StrictError) as caught:
        list(read(io.BytesIO(zlib.compress(b"\0" * 300_000_000)), Reading()))
    assert caught.value.code == "archive_size"
