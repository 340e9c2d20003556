"""What was done to programs of this kind, tried here: each test bears the name of what it answers."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import select

from annotator.app import settings
from annotator.config import make_workspace
from annotator.errors import ConfigurationError
from annotator.models import Account, Base, Token
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links
from tests.bodies import SOURCE, claim, rebuttal, uid
from tests.functional.authorisation.asking import PLACES, routes
from tests.functional.authorisation.setting import set_up
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
def test_peer_cve_2022_36551_other_schemes_are_no_addresses(fetching, url):
    man = fetching.as_("man")
    source = {"title": "x", "url": url, "publisher": "x", "tier": "primary", "genre": "news", "accessed": "2024"}
    for answer in (
        man.post("/projects/news/articles", {"url": url}),
        man.put(f"/projects/news/sources/{uid(1)}", source),
        man.put(f"/projects/news/sources/{uid(1)}", {**source, "url": None, "archive_url": url}),
    ):
        assert (answer.status_code, answer.json["code"]) == (422, "url_scheme")


def test_peer_cve_2022_36551_nobody_signs_up_alone(world):
    """A stranger sends a name and a password to every address, from a page of ours: no account comes of it."""
    before, stranger = everything(world)["account"], Visitor(world, None)
    typed = {"name": "zoe", "username": "zoe", "password": "four plain words", "again": "four plain words"}
    for row in routes(world):
        method, rule = row.split(" ", 1)
        for path in filled(rule, "gold")[:1] if method == "POST" else ():
            assert stranger.send(path, page="/login", **typed, roles="manager").status_code != 200, row
    assert everything(world)["account"] == before
    assert not any(re.search("sign-?up|register", row) for row in routes(world))


def test_peer_cve_2023_43791_no_two_installations_share_a_key(tmp_path):
    made = [make_workspace(tmp_path / name).secret_key for name in ("one", "two")]
    assert made[0] != made[1]
    used = [settings(make_workspace(tmp_path / name), secure=True)["SECRET_KEY"] for name in ("one", "two")]
    assert used == made
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
    f"/projects/news/sources/{SOURCE}/capture/file",
    f"/api/v1/projects/news/sources/{SOURCE}/capture",
    "/articles/h1/original",
    "/api/v1/articles/h1/original",
    "/projects/news/export/file?format=jsonl&layers=gold",
    "/api/v1/projects/news/export?format=jsonl&layers=gold",
)


@pytest.mark.parametrize("path", WHAT_WAS_SENT)
def test_peer_cve_2023_47115_and_cve_2024_23633_what_people_sent_is_never_a_page(world, path):
    sent = b"<html><script>alert(1)</script><p>x</p>"
    world.add_article("h1", sent.decode())
    capture = f"/projects/news/sources/{SOURCE}/capture"
    assert world.as_("man").call("PUT", capture, data=sent, content_type="text/html").status_code == 201
    answer = Visitor(world, "man").get(path)
    assert answer.status_code == 200 and answer.data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype not in {"text/html", "image/svg+xml", "application/xhtml+xml"}


def test_peer_cve_2024_26152_what_people_wrote_is_text(world):
    world.add_article("m1", f"A text {MARKUP} and more.", title=MARKUP, outlet=MARKUP, authors=[MARKUP])
    world.add_person("man", "annotator")
    world.assign("m1", "man", "ann")
    for name in ("man", "ann"):
        for path in ("/articles/m1", "/projects/news", "/"):
            assert "<img src=x" not in Visitor(world, name).get(path).text


REFLECTED = [
    "/login?next=/{}", "/login?next={}", "/projects/news/sources?q={}", "/projects/news/fact-checks?q={}",
    "/projects/news/cases?tag={}", "/projects/news/cases?article={}", "/projects/news/cases?pair={}",
    "/projects/news/cases?state={}", "/projects/news/agreement?tag={}", "/projects/news/agreement?layers={}",
    "/projects/news/agreement?trim={}", "/projects/news/agreement/file?format={}",
    "/projects/news/agreement/positions?article={}", "/projects/news/calibration?annotator={}",
    "/projects/news/export?format={}", "/projects/news/export/file?format=jsonl&layers={}",
    "/projects/news/statistics/file?format={}", "/projects/news/sources/citations/file?format={}",
    "/projects/news/rechecks/new?basis={}", "/projects/news/rechecks/new?version={}",
    "/articles/a1/review?case={}", "/articles/a1/review?edit={}", "/articles/a1/review?last={}",
    "/articles/a1/graph?speaker={}",
    "/articles/a1/graph?stance={}", "/projects/news/sources?page={}", "/help?{}=1", "/projects/{}", "/{}",
]  # fmt: skip


@pytest.mark.parametrize("path", REFLECTED)
def test_peer_cve_2025_25296_what_stands_in_an_address_is_not_a_page(world, path):
    """Each word of an address by itself: another that no page takes would be refused before this one is read."""
    for visitor in (Visitor(world, "man"), Visitor(world, None)):
        assert "<img src=x" not in visitor.get(path.format(MARKUP)).text


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


@pytest.mark.parametrize("key", ["1", "2", uid(1), uid(2), uid(3)])
@pytest.mark.parametrize("kind", ["annotations", "relations", "comments"])
def test_peer_label_studio_9796_an_id_is_no_door(world, kind, key):
    ann, ben = world.as_("ann"), world.as_("ben")
    link = {"type": "rebuts", "from": uid(2), "to": uid(1)}
    for number, body in ((1, claim()), (2, rebuttal())):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    assert ann.put(f"/articles/a1/relations/{uid(3)}", link).status_code == 201
    assert ann.put(f"/articles/a1/comments/{uid(3)}", {"text": "Is it?"}).status_code == 201
    mine = ("/articles/a1/layers/mine", "/articles/a1/comments")
    before = [ann.get(path).json for path in mine]
    bodies = {"annotations": claim(), "relations": link, "comments": {"text": "Is it?"}}
    if kind != "comments" or key not in {uid(1), uid(2)}:  # a new id of a comment is good: it says nothing
        assert ben.put(f"/articles/a1/{kind}/{key}", bodies[kind], if_match=1).status_code in {404, 422}
    way = f"comments/{key}/settlement" if kind == "comments" else f"{kind}/{key}"
    assert ben.delete(f"/articles/a1/{way}").status_code == 404
    assert [ann.get(path).json for path in mine] == before


def test_peer_cve_2026_23516_an_svg_is_no_picture_here(world):
    """It is no capture by its type, none by its bytes under another, no page of an article, and no guideline."""
    man, here = Visitor(world, "man"), f"/projects/news/sources/{SOURCE}/capture"
    sent = {"data": SVG.encode()}
    refused = world.as_("man").call("PUT", here, **sent, content_type="image/svg+xml")
    assert (refused.status_code, refused.json["code"]) == (415, "type_mismatch")
    world.as_("man").call("PUT", here, **sent, content_type="text/html")
    for path in (f"{here}/file", f"/api/v1{here}"):
        answer = man.get(path)
        assert answer.status_code == 404 or answer.mimetype == "text/plain"
    edit = "/projects/news/guidelines/edit"
    base = re.search(r'name="base"[^>]*value="(\d+)"', man.get(edit).text)
    assert man.send(edit, page=edit, text=f"# Rules\n\n{SVG}{MARKUP}", base=base[1]).status_code == 303
    page = man.get("/projects/news/guidelines").text
    assert "Rules" in page and not re.search(r"<svg|<img|<[^>]* on\w+=", page)


def test_peer_cve_2026_23526_nobody_raises_themselves(world):
    world.as_("man").post("/projects", {"slug": "x", "admin": True})
    with world.reading() as session:
        assert not session.query(Account).filter(Account.name == "man").one().admin
    for deed in ("admin", "create"):
        with world.reading() as session:
            me = session.query(Account).filter(Account.name == "man").one().public_id
        assert Visitor(world, "man").send(f"/people/{me}/{deed}").status_code == 403


def test_peer_cve_2026_2108_every_address_asks_who_it_is(world):
    """By every method, with all that stands in an address there, and from another machine."""
    public = ("/login", "/link/", "/healthz", "/readyz", "/static", "/api/v1/openapi.json")
    ids, stranger, away = set_up(world), Visitor(world, None), {"REMOTE_ADDR": "203.0.113.9"}
    token = hidden(stranger.get("/login").text)["csrf_token"]
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if not rule.startswith(public):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: {**PLACES, **ids}.get(part[1], uid(999)), rule)
            sent = {} if method == "GET" else {"data": {"csrf_token": token}}
            answer = stranger.client.open(path, method=method, environ_overrides=away, **sent)
            led = answer.headers.get("Location", "").split("?")[0]
            assert answer.status_code in {401, 403, 404} or (answer.status_code, led) == (303, "/login"), row


def test_asvs_3_5_1_every_unsafe_address_asks_for_the_token_of_its_page(world):
    """No token, a wrong one, another type, and the right one from another site: refused at every unsafe address.

    The admin asks where the manager may not, and the answer says why: it is not for want of rights.
    """
    visitors = {name: Visitor(world, name) for name in ("man", "adm")}
    tokens = {name: hidden(visitor.get("/help").text)["csrf_token"] for name, visitor in visitors.items()}
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET":
            continue
        path = rule.replace("<slug>", "news").replace("<article_id>", "a1")
        path = re.sub("<[^>]+>", uid(1), path)
        name = "adm" if rule.startswith("/people") else "man"
        right = {"X-CSRFToken": tokens[name]}
        for headers, data in [*ATTEMPTS, *((right | where, BARE) for where in ELSEWHERE)]:
            answer = visitors[name].client.open(path, method=method, headers=headers, **data)
            assert answer.status_code == 403, (row, headers, answer.status_code)
            said = answer.json["code"] if answer.is_json else answer.text
            assert said == "csrf" or "Load the page again" in said, (row, headers)
    here = {"X-CSRFToken": tokens["man"], "Origin": "http://localhost"}
    assert visitors["man"].client.post("/account/language", headers=here, data={"language": ""}).status_code == 303


FORM, BARE, JSON = {"data": {"csrf_token": "wrong"}}, {"data": {"text": "x"}}, {"json": {"slug": "x"}}
ATTEMPTS = [
    ({}, FORM),
    ({}, JSON),
    ({"X-CSRFToken": "wrong", "Sec-Fetch-Site": "same-origin"}, JSON),
    ({}, {"data": "{}", "content_type": "text/plain"}),
]
ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "null"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://localhost.evil.example"},
    {"Referer": "https://evil.example/localhost"},
]
"""Where the right token of the page is of no use."""


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
    """Of things that are there, by who manages, administers, annotates, holds a link, or waits for a code."""
    ids, waiting, seen = set_up(world), Visitor(world, None), 0
    visitors = [Visitor(world, name) for name in ("man", "adm", "ann")]
    with world.writing() as session:
        ann = accounts.find(session, "ann")
        link = links.for_password(session, OPERATOR, accounts.find(session, "ben"))
        factors.begin(session, ann, world.workspace.secret_key)
        half = accounts.start_login(session, ann, pending=True)
    with waiting.client.session_transaction() as cookie:
        cookie["half"] = half
    before, others = everything(world), {name: [value] for name, value in ids.items() if name != "layer"}
    others |= {"secret": [link], "account_id": [person(world, "ben")]}
    for row in routes(world):
        method, rule = row.split(" ", 1)
        for path in filled(rule, ids["layer"], **others) if method == "GET" else ():
            asked = [waiting] if rule.startswith(("/link", "/login")) else visitors
            seen += sum(visitor.get(path).status_code == 200 for visitor in asked)
            asked[0].client.head(path)
    assert seen > 150 and everything(world) == before


def person(world, name: str) -> str:
    """Return the id of the person."""
    with world.reading() as session:
        return accounts.find(session, name).public_id


def everything(world) -> dict[str, list[str]]:
    """Return every row of every table but those of looking."""
    with world.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LOOKED_AT]
        return {table.name: sorted(map(repr, session.execute(select(table)))) for table in tables}
