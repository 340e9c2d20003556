from __future__ import annotations

import hashlib
import uuid

import pytest

import schemas
from annotator.domain.schemes import Scheme
from annotator.errors import Invalid
from annotator.records.incoming import read_article, read_text

SCHEME = Scheme(schemas.scheme())


def read(**given):
    return read_article({"text": "Some words.", "regions": [], **given}, SCHEME)


def test_text_alone_is_enough():
    incoming = read_article({"text": "Some words."}, SCHEME)
    assert incoming.frozen.text == "Some words."
    assert incoming.sha256 == hashlib.sha256(b"Some words.").hexdigest()
    assert (incoming.wanted_id, incoming.record["layers"]) == (None, [])


@pytest.mark.parametrize("good", ["a1", "2023.09_x~y-z", "A" * 128])
def test_an_id_that_fits_an_address_is_kept(good):
    assert read(id=good).wanted_id == good


@pytest.mark.parametrize("odd", ["a b", "../x", "ä", "A" * 129, "-x", "a/b"])
def test_another_id_becomes_a_uuid_of_text_and_id(odd):
    made = read(id=odd).wanted_id
    assert str(uuid.UUID(made)) == made
    assert read(id=odd).wanted_id == made
    assert read_article({"id": odd, "text": "Other words.", "regions": []}, SCHEME).wanted_id != made


def test_the_bytes_as_they_came_are_kept():
    incoming = read_article({"text": "One\r\ntwo."}, SCHEME)
    assert (incoming.original, incoming.frozen.text) == (b"One\r\ntwo.", "One\ntwo.")


def test_a_plain_text_is_read_with_what_is_known_of_it():
    incoming = read_text(b"Caf\xc3\xa9.", {"outlet": "O"})
    assert (incoming.frozen.text, incoming.record["outlet"]) == ("Café.", "O")


WRONG = {
    "unknown_field": {"owner": "me"},
    "wrong_type": {"id": 5},
    "missing_field": {"text": None},
}


@pytest.mark.parametrize("code, given", WRONG.items(), ids=WRONG)
def test_what_is_wrong_is_pointed_to(code, given):
    body = {"text": "x", **given} if given.get("text", "x") else {}
    with pytest.raises(Invalid) as caught:
        read_article(body, SCHEME)
    assert caught.value.code == code
    assert caught.value.pointer == f"/{next(iter(given))}"


@pytest.mark.parametrize("name", ["mine", "all"])
def test_a_word_that_means_other_layers_names_none(name):
    layer = {"layer": name, "state": "open", "guideline_version": None, "annotations": [], "relations": []}
    with pytest.raises(Invalid) as refused:
        read(layers=[layer])
    assert refused.value.problems[0].pointer == "/layers/0/layer"
    assert refused.value.code == "reserved_name"
