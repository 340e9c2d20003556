from __future__ import annotations

import pytest
from flask import Flask

from annotator.api import answers
from annotator.errors import Malformed, Missing

APP = Flask("test")


def version(header: str | None) -> int | None:
    headers = {} if header is None else {"If-Match": header}
    with APP.test_request_context("/", headers=headers):
        return answers.if_match()


@pytest.mark.parametrize("header, wanted", [(None, None), ('"1"', 1), (' "12" ', 12), ('"0"', 0)])
def test_the_version_of_a_request(header, wanted):
    assert version(header) == wanted


@pytest.mark.parametrize("header", ["*", "1", 'W/"1"', '"1', '"a"', '"1","2"', '"-1"', '"1234567890"', '"١"'])
def test_other_versions_are_refused(header):
    with pytest.raises(Malformed) as caught:
        version(header)
    assert caught.value.code == "bad_version"


def test_keys_keep_their_order_and_letters_theirs():
    assert answers.json({"b": "ä", "a": None}).data.decode() == '{"b":"ä","a":null}'


def test_a_version_is_the_etag():
    response = answers.versioned({}, 3, created=True, layer_hash="h")
    assert (response.status_code, response.headers["ETag"], response.headers["Layer-Hash"]) == (201, '"3"', "h")
    assert answers.versioned({}, 3).status_code == 200
    assert "Layer-Hash" not in answers.versioned({}, 3).headers


def test_what_is_gone_has_no_body():
    response = answers.gone(4)
    assert (response.status_code, response.data, response.headers["ETag"]) == (204, b"", '"4"')
    assert "ETag" not in answers.gone().headers


def test_ids_are_small_letters():
    assert answers.uuid_of("ABCDEF00-0000-4000-8000-00000000000A") == "abcdef00-0000-4000-8000-00000000000a"
    for odd in ("", "1", "abcdef00-0000-4000-8000-00000000000g", "{abcdef00-0000-4000-8000-00000000000a}"):
        with pytest.raises(Missing):
            answers.uuid_of(odd)
