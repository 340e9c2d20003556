"""What was done to programs of this kind, tried here: each test bears the name of what it answers."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import select

from annotator.config import make_workspace
from annotator.errors import ConfigurationError
from annotator.models import Account, Base, Token
from annotator.services.people import accounts
from tests.bodies import claim, uid
from tests.functional.authorisation.asking import routes
from tests.functional.authorisation.test_every_address import filled
from tests.visitors import Visitor, hidden

SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MARKUP = '"><img src=x onerror=alert(1)>'
SECRET = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])")
EVERYWHERE = ["/login", "/", "/nothing", "/api/v1/projects", "/api/v1/nothing", "/healthz", "/static/x/none.js"]
PROTECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://x/y"])
def test_peer_cve_2022_36551_other_schemes_are_no_addresses(world, url):
    answer = world.as_("man").post("/projects/news/articles", {"url": url})
    assert answer.status_code in {403, 422}
    source = {"title": "x", "url": url, "publisher": "x", "tier": "primary", "genre": "news", "accessed": "2024"}
    answer = world.as_("man").put(f"/projects/news/sources/{uid(1)}", source)
    assert (answer.status_code, answer.json["code"]) == (422, "url_scheme")


def test_peer_cve_2022_36551_nobody_signs_up_alone(visit):
    stranger = visit(None)
    for path in ("/signup", "/register", "/user/signup", "/accounts/register"):
        assert stranger.get(path).status_code in {303, 404}
        assert stranger.client.post(path).status_code in {403, 404, 405}


def test_peer_cve_2023_43791_no_two_installations_share_a_key(tmp_path):
    made = [make_workspace(tmp_path / name).secret_key for name in ("one", "two")]
    assert made[0] != made[1]
    for weak in ("", "secret", "changeme", "a" * 31, "a" * 64, "0123456789abcdef" * 4):
        (tmp_path / "one/secret.key").write_text(weak)
        with pytest.raises(ConfigurationError, match="missing, short"):
            _ = make_workspace(tmp_path / "one").secret_key


@pytest.mark.parametrize(
    "query", ["user__password=x", "account__password_hash=x", "sort=password", "limit=1&limit=2"]
)
def test_peer_cve_2023_47117_no_filter_reaches_the_tables(world, query):
    answer = world.as_("man").get(f"/projects/news/articles?{query}")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_parameter")


WHAT_WAS_SENT = (
    "/articles/h1/original",
    "/api/v1/articles/h1/original",
    "/projects/news/export/file?format=jsonl&layers=gold",
    "/api/v1/projects/news/export?format=jsonl&layers=gold",
)


@pytest.mark.parametrize("path", WHAT_WAS_SENT)
def test_peer_cve_2024_23633_what_people_sent_is_never_a_page(world, path):
    world.add_article("h1", "<html><script>alert(1)</script>")
    answer = Visitor(world, "man").get(path)
    assert answer.status_code == 200 and answer.data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype not in {"text/html", "image/svg+xml"}


def test_peer_cve_2024_26152_what_people_wrote_is_text(world):
    world.add_article("m1", f"A text {MARKUP} and more.", title=MARKUP, outlet=MARKUP, authors=[MARKUP])
    world.add_person("man", "annotator")
    world.assign("m1", "man", "ann")
    for name in ("man", "ann"):
        for path in ("/articles/m1", "/projects/news", "/"):
            assert "<img src=x" not in Visitor(world, name).get(path).text


@pytest.mark.parametrize("path", ["/login", "/projects/news/guidelines", "/projects/news/export"])
def test_peer_cve_2025_25296_what_stands_in_an_address_is_not_a_page(world, path):
    answer = Visitor(world, "man").get(f"{path}?next=/{MARKUP}&format={MARKUP}&config={MARKUP}")
    assert MARKUP not in answer.text


def test_peer_cve_2026_22033_no_data_in_scripts_and_no_token_in_a_page(world):
    assert "<script>" not in Visitor(world, "ann").get("/articles/a1").text
    made = Visitor(world, "ann")
    before = made.get("/account").text
    shown = made.client.post("/account/tokens", data={**hidden(before), "scope": "read", "days": 9})
    with world.reading() as session:
        kept = set(session.scalars(select(Token.token_hash)))
    secrets = {word for word in SECRET.findall(shown.text) if accounts.secret_hash(word) in kept}
    assert len(secrets) == 1
    assert secrets.isdisjoint(SECRET.findall(made.get("/account").text))


@pytest.mark.parametrize("key", ["1", "2", "00000000-0000-4000-8000-000000000001"])
def test_peer_label_studio_9796_an_id_is_no_door(world, key):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    for method in ("PUT", "DELETE"):
        body = claim() if method == "PUT" else None
        answer = world.as_("ben").call(method, f"/articles/a1/annotations/{key}", body)
        assert answer.status_code == 404
    assert world.as_("ann").get("/articles/a1/layers/mine").json["annotations"][0]["version"] == 1


def test_peer_cve_2026_23516_an_svg_is_no_picture_here(world):
    answer = world.as_("man").call(
        "PUT", f"/projects/news/sources/{uid(1)}/capture", data=SVG.encode(), content_type="image/svg+xml"
    )
    assert answer.status_code >= 400
    man = Visitor(world, "man")
    edit = "/projects/news/guidelines/edit"
    man.send(edit, page=edit, text=f"# Rules\n\n{SVG}{MARKUP}")
    page = man.get("/projects/news/guidelines").text
    assert "onload" not in page and "onerror=" not in page.replace("onerror=alert(1)&gt;", "")


def test_peer_cve_2026_23526_nobody_raises_themselves(world):
    world.as_("man").post("/projects", {"slug": "x", "admin": True})
    with world.reading() as session:
        assert not session.query(Account).filter(Account.name == "man").one().admin
    for deed in ("admin", "create"):
        with world.reading() as session:
            me = session.query(Account).filter(Account.name == "man").one().public_id
        assert Visitor(world, "man").send(f"/people/{me}/{deed}").status_code == 403


def test_peer_cve_2026_2108_every_address_asks_who_it_is(world):
    public = ("/login", "/link/", "/healthz", "/readyz", "/static", "/api/v1/openapi.json", "/help", "/logout")
    stranger = Visitor(world, None)
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" and not rule.startswith(public) and "<" not in rule:
            away = {"REMOTE_ADDR": "203.0.113.9"}
            assert stranger.get(rule, environ_overrides=away).status_code in {303, 401, 403, 404}, row


def test_asvs_3_5_1_every_unsafe_address_asks_for_the_token_of_its_page(world):
    """No token, a wrong one, another site, no origin, another type: refused at every address that changes."""
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET":
            continue
        path = rule.replace("<slug>", "news").replace("<article_id>", "a1")
        path = re.sub("<[^>]+>", uid(1), path)
        visitor = Visitor(world, "man")
        for headers, data in ATTEMPTS:
            answer = visitor.client.open(path, method=method, headers=headers, **data)
            assert answer.status_code == 403, (row, headers, answer.status_code)
            if answer.is_json:
                assert answer.json["code"] == "csrf", row


FORM, JSON = {"data": {"csrf_token": "wrong", "text": "x"}}, {"json": {"slug": "x"}}
ATTEMPTS = [
    ({}, FORM),
    ({}, JSON),
    ({"Sec-Fetch-Site": "cross-site"}, JSON),
    ({"Sec-Fetch-Site": "same-site"}, FORM),
    ({"Origin": "null"}, FORM),
    ({"Origin": "https://evil.example"}, JSON),
    ({"Referer": "https://evil.example/localhost"}, FORM),
    ({"X-CSRFToken": "wrong"}, JSON),
    ({}, {"data": "{}", "content_type": "text/plain"}),
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_asvs_3_4_every_answer_is_protected(world, path):
    for name in (None, "ann"):
        headers = Visitor(world, name).get(path).headers
        assert {key: headers[key] for key in PROTECTED} == PROTECTED
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["Cache-Control"] == "no-store"


def test_asvs_3_3_the_cookie_is_for_this_host_and_no_script(world):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), "four plain words here")
    visitor = Visitor(world, None)
    answer = visitor.send("/login", page="/login", username="ann", password="four plain words here")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie and "Domain" not in cookie


@pytest.mark.parametrize("name", ["a\r\nINFO forged", "a\x1b[31mred", "a\u202eb", "a\u2028b"])
def test_asvs_16_4_1_nothing_typed_makes_a_line_of_the_log(world, caplog, name):
    caplog.set_level(logging.DEBUG)
    Visitor(world, None).send("/login", page="/login", username=name, password="x" * 9)
    for record in caplog.records:
        assert not set("\r\n\x1b\u202e\u2028") & set(record.getMessage())


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_asvs_13_4_4_other_methods_are_not_served(world, method):
    assert Visitor(world, None).client.open("/login", method=method).status_code in {400, 405, 501}


@pytest.mark.parametrize(
    "path", ["/.git/config", "/.env", "/static/../app.py", "/static/%2e%2e/app.py", "/annotator.db"]
)
def test_asvs_13_4_1_nothing_of_the_machine_is_served(world, path):
    answer = Visitor(world, "man").get(path)
    assert answer.status_code in {303, 400, 404}
    assert b"import" not in answer.data or answer.mimetype == "text/html"


LOOKED_AT = ("access_event", "access_head", "login", "attempt", "computed", "sight")
"""What is kept of looking: the access chain, when a log-in was last seen, exports counted, figures kept."""


def test_asvs_3_5_3_a_get_changes_nothing_of_the_work(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    man = Visitor(world, "man")
    before, seen = everything(world), 0
    for row in routes(world):
        method, rule = row.split(" ", 1)
        for path in filled(rule, "gold") if method == "GET" else ():
            seen += man.get(path).status_code == 200
            man.client.head(path)
    assert seen > 50 and everything(world) == before


def everything(world) -> dict[str, list[str]]:
    """Return every row of every table but those of looking."""
    with world.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LOOKED_AT]
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}
