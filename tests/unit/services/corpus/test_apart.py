"""What other libraries parse is read in a child process: the same records, and what needs too much is refused."""

from __future__ import annotations

import io
import os
import zlib
from pathlib import Path

import pytest

from annotator.services.corpus import apart
from exports import reading
from exports.format import get
from exports.mapping import Mapping
from exports.options import Reading
from exports.strict import StrictError

EXAMPLES = {"inception": "exports/examples/inception", "spacy": "exports/examples/spacy.spacy"}
MAPPING = Mapping(labels={"claim": None}, people={"ana": "a-1"})


def bomb(tokens: int) -> bytes:
    """Return a DocBin of a few megabytes, of which each token takes some hundred bytes once it is a document."""
    numpy, srsly = pytest.importorskip("numpy"), pytest.importorskip("srsly")
    tokens_module, vocab = pytest.importorskip("spacy.tokens"), pytest.importorskip("spacy.vocab")
    small = tokens_module.DocBin(attrs=["ORTH"])
    small.add(tokens_module.Doc(vocab.Vocab(), words=["a"], spaces=[False]))
    inside = srsly.msgpack_loads(zlib.decompress(small.to_bytes()))
    inside["tokens"] *= tokens
    inside["spaces"] = bytes(tokens)
    inside["lengths"] = numpy.array([tokens], numpy.int32).tobytes()
    inside["strings"] = [*inside["strings"], os.urandom(2_000_000).hex()]
    return zlib.compress(srsly.msgpack_dumps(inside), 1)


@pytest.mark.parametrize(("name", "path"), EXAMPLES.items())
@pytest.mark.parametrize("mapping", [Mapping(), MAPPING])
def test_the_child_reads_what_we_would_read(name, path, mapping):
    pytest.importorskip(get(name).needs[0])
    here, there = (Reading(mapping=mapping) for _ in range(2))
    ours = [str(one) for one in reading.read(get(name), Path(path), here)]
    assert [str(one) for one in apart.read(get(name), Path(path), there)] == ours
    assert (there.report, there.unknown, there.misfits) == (here.report, here.unknown, here.misfits)
    assert there.people.keys() == here.people.keys()


def test_a_stream_is_read_too_and_what_is_refused_is_said_in_the_same_words():
    pytest.importorskip("spacy")
    data = Path(EXAMPLES["spacy"]).read_bytes()
    assert len(list(apart.read(get("spacy"), io.BytesIO(data), Reading()))) == 1
    with pytest.raises(StrictError) as caught:
        list(apart.read(get("spacy"), io.BytesIO(b"no DocBin"), Reading()))
    assert caught.value.code == "bad_spacy"


def test_a_bomb_costs_its_child_and_nobody_else():
    data = bomb(8_000_000)
    with pytest.raises(StrictError) as caught:
        list(apart.read(get("spacy"), io.BytesIO(data), Reading()))
    assert caught.value.code == "corpus_too_complex"


def test_who_was_named_in_an_earlier_file_keeps_the_pseudonym():
    pytest.importorskip("cassis")
    how = Reading(people={"ana": "a-first"})
    list(apart.read(get("inception"), Path(EXAMPLES["inception"]), how))
    assert how.people["ana"] == "a-first"
