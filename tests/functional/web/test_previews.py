"""A page by the import page: looked at, corrected, stored; its bytes come back as plain text only."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from tests.pages import FIRST, PAGE
from tests.visitors import words

HERE = "/projects/news/import"


@pytest.fixture
def take(man):
    def send(*files, **fields):
        uploads = [(BytesIO(data), name) for name, data in files]
        return man.send(f"{HERE}/pages", page=HERE, **({"pages": uploads} if uploads else {}), **fields)

    return send


def test_a_page_is_shown_with_what_is_kept_marked_and_dropped(man, take):
    answer = take(("a.html", PAGE.encode()))
    shown = man.follow(answer)
    said = words(shown)
    assert FIRST in said and "6 active elements ignored." in said
    assert "Boilerplate Home" in said and "secret words" in said
    assert 'value="The Courier"' in shown.text and 'value="2024-06-03"' in shown.text


def test_it_is_stored_as_corrected(man, take):
    where = take(html=PAGE).headers["Location"]
    stored = man.send(where, page=where, title="Bridge opens", outlet="", authors="A; B")
    assert stored.status_code == 303 and "/regions" in stored.headers["Location"]
    assert "Bridge opens" in words(man.follow(stored))
    assert man.get(where).status_code == 404
    article = stored.headers["Location"].split("/")[2]
    original = man.get(f"/articles/{article}/original")
    assert original.data == PAGE.encode()
    assert original.headers["Content-Type"] == "text/plain"
    assert original.headers["Content-Disposition"].startswith("attachment")


def test_what_is_wrong_keeps_what_was_typed(man, take):
    where = take(html=PAGE).headers["Location"]
    answer = man.send(where, page=where, title="Mine", published="soon")
    assert answer.status_code == 422
    assert "write YYYY" in words(answer) and 'value="Mine"' in answer.text


def test_several_pages_wait_to_be_looked_at(man, take):
    answer = take(("a.html", PAGE.encode()), ("b.html", b"<p>Another page of text.</p>"))
    assert answer.headers["Location"] == HERE
    assert "2 pages read, not yet stored a.html b.html" in words(man.get(HERE))


def test_a_page_can_be_let_go(man, take):
    where = take(html=PAGE).headers["Location"]
    assert man.send(f"{where}/drop", page=where).headers["Location"] == HERE
    assert man.get(where).status_code == 404


@pytest.mark.parametrize(
    "data, status, says",
    [
        (b"%PDF-1.7", 415, "looks like PDF"),
        (b"<p>caf\xe9</p>", 422, "Choose the one that reads right"),
        (b"<div>" * 300 + b"x", 422, "nested deeper than 256"),
        (b"", 422, "empty"),
    ],
)
def test_what_is_no_page_is_refused(take, data, status, says):
    answer = take(("a.html", data))
    assert answer.status_code == status
    assert says in words(answer)


def test_an_unclear_encoding_is_chosen(man, take):
    answer = take(("a.html", b"<p>caf\xe9 au lait</p>"), page_charset="cp1252")
    assert "café au lait" in words(man.follow(answer))


def test_nothing_sent_says_what_to_do(take):
    assert "Choose a saved page" in words(take())


def test_an_address_is_refused_until_an_admin_allows_it(take):
    answer = take(address="https://courier.example/bridge")
    assert answer.status_code == 403
    assert "allow_fetch" in words(answer)


@pytest.fixture
def allowed(world):
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, allow_fetch=True))
    return world


def test_an_address_inside_is_refused_at_its_page(allowed, take):
    answer = take(address="http://127.0.0.1/")
    assert answer.status_code == 422
    assert "not a public address" in words(answer) and 'value="http://127.0.0.1/"' in answer.text
