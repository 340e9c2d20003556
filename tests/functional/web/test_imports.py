"""Articles in by the page: pasted, uploaded, refused line by line; nothing is lost on error."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.visitors import words

HERE = "/projects/news/import"
NOTHING = b"PK\x05\x06" + bytes(18)
GOOD, BAD = b'{"text": "One article."}', b'{"txt": "a slip"}'


@pytest.fixture
def take(man):
    def send(*files, **fields):
        uploads = [(BytesIO(data), name) for name, data in files]
        return man.send(HERE, page=HERE, **({"files": uploads} if uploads else {}), **fields)

    return send


def test_a_pasted_text_is_stored_and_its_regions_shown(man, take):
    answer = take(text="A title\r\n\r\nSome words of an article.", outlet="The Post")
    assert "/regions" in answer.headers["Location"]
    shown = words(man.follow(answer))
    assert "characters of article" in shown and "Some words of an article." in shown


def test_an_empty_form_says_what_to_do(take):
    answer = take(text="")
    assert answer.status_code == 422
    assert "Paste a text, or choose a file." in words(answer)


def test_what_was_typed_stays_when_a_field_is_wrong(take):
    answer = take(text="A fine text.", published="last week", outlet="The Post")
    assert answer.status_code == 422
    assert "write YYYY" in words(answer)
    assert "A fine text." in answer.text and 'value="The Post"' in answer.text


def test_the_same_text_again_is_refused_by_name(take):
    take(text="A text.")
    answer = take(text="A text.")
    assert answer.status_code == 422
    assert "already in this project" in words(answer)


def test_many_files_are_reported_line_by_line(take):
    answer = take(("two.jsonl", GOOD + b"\n" + b'{"text": "Another."}'), ("three.txt", b"A third."))
    shown = words(answer)
    assert answer.status_code == 200
    assert "3 articles stored" in shown
    assert "two.jsonl:2" in shown and "three.txt:1" in shown


def test_every_refused_line_is_listed(take):
    shown = words(take(("two.jsonl", BAD + b"\n" + BAD)))
    assert "two.jsonl:1" in shown and "two.jsonl:2 There is no field" in shown


def test_one_bad_line_keeps_all_out(man, take):
    answer = take(("two.jsonl", GOOD + b"\n" + BAD))
    assert answer.status_code == 422
    assert "two.jsonl:2" in words(answer) and "There is no field 'txt' here." in words(answer)
    assert "One article" not in man.get("/projects/news").text


def test_the_good_lines_are_stored_when_one_asks_for_it(take):
    shown = words(take(("two.jsonl", GOOD + b"\n" + BAD), skip_bad="y"))
    assert "1 article stored" in shown and "1 line refused" in shown


def test_an_unclear_encoding_is_asked_for(take):
    data = "Zwölf Boxkämpfer jagen.".encode("cp1252")
    assert "charset" in words(take(("a.txt", data)))
    assert take(("a.txt", data), charset="cp1252").status_code == 303


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("a.pdf", b"%PDF", "in no format known"),
        ("a.txt", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.csv", b"", "The file is empty. Choose another."),
        ("a.csv", b" \r\n\n", "The table is empty. Choose one whose first row names its columns"),
        ("a.zip", b"", "The file is empty. Choose another."),
        ("a.zip", NOTHING, "The archive holds no files. Choose one with the files of a corpus."),
        ("A.HTML", b"<p>Words.", "A.HTML is a page (HTML). Choose it under “Pages of articles”"),
    ],
)
def test_files_that_are_no_texts_are_refused(take, name, data, says):
    answer = take((name, data))
    assert answer.status_code == 422
    assert says in words(answer)


def test_a_title_is_of_one_text(take):
    answer = take(("a.txt", b"One."), ("b.txt", b"Two."), title="Which")
    assert answer.status_code == 422
    assert "it is for one text" in words(answer)


@pytest.mark.parametrize("who, status", [("ann", 403), ("rev", 403), ("res", 403), ("out", 404), ("adm", 404)])
def test_only_a_manager_imports(visit, who, status):
    assert visit(who).get(HERE).status_code == status
    assert visit(who).send(HERE, text="A text.").status_code == status
