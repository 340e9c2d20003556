"""The ledger by its pages: found, made, corrected, kept as it was seen, cited."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from annotator.services.evidence.fetching import Fetched
from tests.bodies import SOURCE, claim, omission, uid
from tests.visitors import words

HERE = "/projects/news/sources"
ONE = f"{HERE}/{SOURCE}"
KNOWN = {"title": "A letter", "publisher": "The union", "tier": "primary", "genre": "document"}


@pytest.fixture
def ann(visit):
    return visit("ann")


def upload(visitor, data: bytes, name: str = "a.html"):
    return visitor.send(f"{ONE}/capture", page=ONE, file=(BytesIO(data), name), how="upload")


@pytest.mark.parametrize("q, found", [("budget", 1), ("BUDGET.example", 1), ("rep bud", 1), ("navy", 0)])
def test_sources_are_found_by_title_and_address(ann, q, found):
    assert ("Budget report" in words(ann.get(f"{HERE}?q={q}"))) == found


def test_a_source_is_made_and_corrected(ann):
    made = ann.send(f"{HERE}/new", page=f"{HERE}/new", **KNOWN)
    where = made.headers["Location"]
    assert "A letter" in words(ann.get(where))
    changed = ann.send(where, page=where, **(KNOWN | {"title": "A long letter", "seen": "1"}))
    assert changed.status_code == 303 and "A long letter" in words(ann.get(where))


def test_what_is_wrong_is_said_at_its_field(ann):
    answer = ann.send(f"{HERE}/new", page=f"{HERE}/new", **(KNOWN | {"url": "javascript:alert(1)"}))
    assert answer.status_code == 422
    assert "no http or https address" in words(answer) and 'value="A letter"' in answer.text


def test_a_change_of_somebody_else_is_not_overwritten_unseen(ann, visit):
    body = KNOWN | {"seen": "1"}
    assert visit("man").send(ONE, page=ONE, **body).status_code == 303
    answer = ann.send(ONE, page=ONE, **(body | {"title": "Mine"}))
    assert answer.status_code == 409 and "Somebody changed this source" in words(answer)
    assert 'value="Mine"' in answer.text


def test_a_capture_is_kept_and_quotations_are_looked_for(world, ann, visit):
    ann_api = world.as_("ann")
    ann_api.put(f"/articles/a1/annotations/{uid(1)}", omission())
    linked = claim() | {"sources": [{"source": SOURCE, "stance": "refutes", "quote": "three billions in all"}]}
    ann_api.put(f"/articles/a1/annotations/{uid(2)}", linked)
    assert upload(ann, b"<p>The roads cost two billion. That is three billion in all.</p>").status_code == 303
    shown = words(ann.get(ONE))
    assert "Supports 1" in shown and "Refutes 1" in shown
    assert "found in the capture, word for word" in shown and "nearly found in the capture" in shown


def test_what_was_seen_is_given_back_as_plain_text(ann):
    upload(ann, b"<script>alert(1)</script><p>x</p>")
    answer = ann.get(f"{ONE}/capture/file")
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "data, status, says",
    [(b"\x89PNG\r\n\x1a\n", 415, "looks like PNG"), (b"", 422, "empty"), (b"%PDF-1.4 x", 422, "damaged")],
)
def test_what_cannot_be_kept_is_refused(ann, data, status, says):
    answer = upload(ann, data)
    assert answer.status_code == status and says in words(answer)


def test_words_in_place_of_a_file_are_no_file(ann):
    answer = ann.send(f"{ONE}/capture", page=ONE, file="words", how="upload")
    assert answer.status_code == 422
    assert "Choose the file" in answer.text


def test_fetching_is_refused_until_an_admin_allows_it(ann):
    answer = ann.send(f"{ONE}/capture", page=ONE, how="fetch")
    assert answer.status_code == 403 and "allow_fetch" in words(answer)


def test_blind_people_see_only_their_own_uses(world, ann, visit):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", omission())
    assert "two billion" in words(ann.get(ONE))
    assert "Nothing that you may see cites it yet." in words(visit("ben").get(ONE))
    assert "Nothing that you may see cites it yet." in words(visit("rev").get(ONE))


def test_a_source_later_than_the_article_is_marked(world, ann):
    world.add_article("old", "An older text about roads.", published="2020-01-01")
    world.assign("old", "ann")
    body = {"tag": "claim", "anchor": {"kind": "span", "segments": [{"start": 0, "end": 2, "exact": "An"}]}}
    body |= {"sources": [{"source": SOURCE, "stance": "supports"}]}
    assert world.as_("ann").put(f"/articles/old/annotations/{uid(3)}", body).status_code == 201
    assert "later than the article" in words(ann.get(ONE))


@pytest.mark.parametrize("form, holds", [("csl-json", '"issued"'), ("schema.org", '"@graph"')])
def test_sources_leave_as_citations(ann, form, holds):
    answer = ann.get(f"{HERE}/citations/file?format={form}")
    assert answer.headers["Content-Disposition"].startswith("attachment") and holds in answer.text
    assert ann.get(f"{HERE}/citations/file?format=bibtex").status_code == 400


def test_an_address_can_be_fetched_where_it_is_allowed(world, visit, monkeypatch):
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, allow_fetch=True))
    assert "Fetch the address" in words(visit("ann").get(ONE))
    got = Fetched(b"<p>Two billion, it says.</p>", "text/html", None, "https://budget.example/final")
    monkeypatch.setattr("annotator.services.evidence.capturing.fetch", lambda url: got)
    assert visit("ann").send(f"{ONE}/capture", page=ONE, how="fetch").status_code == 303
    shown = words(visit("ann").get(ONE))
    assert "Came from https://budget.example/final" in shown and "Two billion, it says." in shown
