"""What every page passes and carries: forgery, encodings, errors in words, headers, acts done once."""

from __future__ import annotations

import pytest

from tests.visitors import hidden, words

SETTINGS, SHARES = "/projects/news/settings", {"second_share": "0", "sample_share": "0"}
SCRIPTLESS = ["/", "/help", "/account", "/projects/news", "/articles/a1", "/login", "/nothing"]


def test_a_form_without_its_token_is_refused(man):
    answer = man.client.post("/projects/news/settings", data={"title": "Stolen", "per_article": "2"})
    assert answer.status_code == 403
    assert "Stolen" not in man.get("/projects/news").text


def test_a_form_from_another_site_is_refused(man):
    token = {"csrf_token": "x"}
    answer = man.client.post("/logout", data=token, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert man.get("/").status_code == 200


def test_a_token_of_the_api_opens_no_page(world):
    answer = world.as_("man").get("account", headers={})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/?x=%ff", "/projects/news?page=%c3%28"])
def test_bytes_that_are_no_text_are_refused(man, path):
    assert man.get(path).status_code == 400


def test_a_form_that_is_no_text_is_refused(visit):
    answer = visit(None).client.post(
        "/login", data=b"username=%ff", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("title", ["Bell\x07", "Half\ufffe", "Turned\u202e"])
def test_18_what_is_no_text_is_refused_at_its_field(man, title):
    answer = man.send(SETTINGS, page=SETTINGS, title=title, per_article="2", **SHARES)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("path", ["/?sort=password", "/projects/news/sources?q=a&q=b", "/help?utm_source=x"])
def test_31_what_no_page_takes_is_refused(man, path):
    answer = man.get(path)
    assert answer.status_code == 400
    assert "No page takes" in words(answer) or "said once" in words(answer)


def test_31_a_field_that_is_said_twice_is_refused(man):
    fields = hidden(man.get(SETTINGS).text)
    answer = man.client.post(SETTINGS, data={**fields, "title": ["A", "B"], "per_article": "2", **SHARES})
    assert answer.status_code == 400


@pytest.mark.parametrize("number", ["9" * 500, "-" + "9" * 500, str(2**63), "9" * 5000])
def test_13_a_number_that_is_too_large_is_refused_at_its_field(man, number):
    answer = man.send(SETTINGS, page=SETTINGS, title="A", per_article=number, **SHARES)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("title, status", [(b"caf\xe9", 400), ("� kept".encode(), 303)])
def test_3_a_part_of_a_form_that_is_no_text_is_refused(man, title, status):
    fields = {**hidden(man.get(SETTINGS).text), "per_article": "2", **SHARES}
    parts = {**{name: value.encode() for name, value in fields.items()}, "title": title}
    part = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    body = b"".join(part % (name.encode(), value) for name, value in parts.items())
    answer = man.client.post(SETTINGS, data=body + b"--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == status


def test_a_form_that_says_it_is_packed_is_refused(man):
    answer = man.client.post("/logout", data={}, headers={"Content-Encoding": "gzip"})
    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/projects/a%00b", "/articles/../x", "/articles/" + "9" * 40, "/projects/%F0"])
def test_an_odd_address_is_not_found(man, path):
    assert man.get(path).status_code == 404


def test_what_is_hidden_looks_like_what_is_not_there(visit):
    out = visit("out")
    assert words(out.get("/projects/news")) == words(out.get("/projects/nothing"))
    assert words(out.get("/articles/a1")) == words(out.get("/articles/nothing"))


@pytest.mark.parametrize("path", SCRIPTLESS)
def test_no_page_has_a_script_or_style_of_its_own(man, path):
    answer = man.get(path, follow_redirects=True)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.text
    assert " style=" not in answer.text


def test_a_form_sent_twice_acts_once(adm):
    page = adm.get("/projects/new").text
    fields = {**hidden(page), "slug": "twice", "title": "Twice", "per_article": "2"}
    answers = [adm.client.post("/projects/new", data=fields) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/projects/twice"] * 2


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_32_a_method_that_a_page_does_not_take(man, method):
    answer = man.client.open("/help", method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
