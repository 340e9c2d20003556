"""ASVS 5.0: what holds at every address: headers, decoding once, proxies, measures, nobody else talked to."""

from __future__ import annotations

import json
import logging
import re
import socket
from dataclasses import replace
from html import unescape

import pytest
from sqlalchemy import select

from annotator.app import create_app
from annotator.edge import journal
from annotator.edge.guards import FEATURES
from annotator.models import Token
from annotator.services.people import accounts, rates
from tests.bodies import SOURCE, claim, uid
from tests.functional.authorisation.asking import PLACES, routes
from tests.functional.authorisation.setting import CLAIM, set_up
from tests.functional.authorisation.test_every_address import filled
from tests.visitors import Visitor, words
from tests.world import Client

PASSWORD = "four plain words here"
PROTECTED = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; require-trusted-types-for 'script'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}
"""Said here once more, word for word: a test that takes it from the code would follow whatever the code says."""


def test_asvs_3_4_every_answer_of_every_address_is_protected(world):
    """As a stranger and as manager or admin, by every method, found or refused; and no other origin is let in."""
    ids, statuses, stranger = set_up(world), set(), Visitor(world, None)
    man, adm = Visitor(world, "man"), Visitor(world, "adm")
    for row in routes(world):
        method, rule = row.split(" ", 1)
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: {**PLACES, **ids}.get(part[1], uid(999)), rule)
        known = adm if rule.startswith(("/people", "/projects/new")) else man
        for visitor in (stranger, known):
            answer = visitor.client.open(path, method=method, headers={"Origin": "https://evil.example"})
            statuses.add(answer.status_code)
            assert {name: answer.headers.getlist(name) for name in PROTECTED} == {
                name: [value] for name, value in PROTECTED.items()
            }, row
            assert [name for name in answer.headers.keys() if name.startswith("Access-Control")] == [], row  # noqa: SIM118
            kept = answer.headers["Cache-Control"]
            assert kept == "no-store" or (kept == "public, max-age=31536000, immutable" and "/static/" in path), (
                row
            )
    assert statuses >= {200, 303, 401, 403, 404}
    assert {"camera", "geolocation", "microphone", "payment"} <= set(FEATURES)


LEADS = re.compile(r'(href|action|src)="[^"]*(token|session|secret|password)=')


def test_asvs_7_4_4_and_14_2_1_every_page_has_the_way_out_and_none_leads_to_a_secret(world):
    """Pages of the manager and of the admin, of things that are there."""
    ids, seen = set_up(world), 0
    with world.reading() as session:
        secrets = {*world.tokens.values(), *session.scalars(select(Token.token_hash))}
    for name in ("man", "adm"):
        visitor = Visitor(world, name)
        for row in routes(world):
            method, rule = row.split(" ", 1)
            places = {**PLACES, **ids, "annotation": CLAIM}
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part, known=places: known.get(part[1], uid(999)), rule)
            answer = visitor.get(path) if method == "GET" and not rule.startswith("/api") else None
            if answer is not None and answer.mimetype == "text/html" and answer.status_code == 200:
                seen += 1
                assert 'action="/logout"' in answer.text and not LEADS.search(answer.text), path
                assert not any(secret in answer.text for secret in secrets), path
    assert seen > 50


@pytest.fixture
def behind(world):
    """The application behind one proxy that speaks TLS."""
    workspace = replace(world.workspace, settings=replace(world.workspace.settings, hosts=["news.example"]))
    return create_app(workspace, store=world.store, proxies=1).test_client()


def through(**more: str) -> dict[str, object]:
    """What a request bears that the proxy passes on."""
    passed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "news.example"}
    return {"headers": passed | {name.replace("_", "-"): value for name, value in more.items()}}


def test_asvs_3_3_1_and_3_3_3_every_cookie_is_secure_and_of_this_host(world, behind):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), PASSWORD)
    shown = behind.get("/login", **through())
    token = re.search(r'name="csrf-token" content="([^"]+)"', shown.text)[1]
    typed = {"csrf_token": token, "username": "ann", "password": PASSWORD}
    entered = behind.post("/login", data=typed, **through(Origin="https://news.example"))
    assert entered.headers["Location"] == "/"
    left = behind.post("/logout", data={"csrf_token": token}, **through())
    cookies = [one for answer in (shown, entered, left) for one in answer.headers.getlist("Set-Cookie")]
    assert len(cookies) >= 2
    for cookie in cookies:
        assert cookie.startswith("__Host-session=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(
            cookie.split("; ")
        ) and "Domain" not in cookie


@pytest.mark.parametrize("path", ["/", "/login", "/nothing", "/api/v1/projects", "/api/v1/nothing", "/healthz"])
def test_asvs_4_1_2_nothing_leads_from_http_to_https(behind, path):
    plain = behind.get(path, **through(X_Forwarded_Proto="http"))
    assert not plain.headers.get("Location", "").startswith("http")
    assert path == "/" or plain.status_code not in {301, 302, 307, 308}
    assert behind.get(path, **through()).headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_asvs_4_1_3_and_15_3_4_what_the_proxy_saw_counts_and_not_what_it_was_told(world, behind, caplog):
    """A client may put addresses before the one that the proxy appends."""
    caplog.set_level(logging.INFO)
    forged = {"X_Forwarded_For": "127.0.0.1, 203.0.113.9", "X_Real_IP": "127.0.0.1", "Forwarded": "for=127.0.0.1"}
    assert behind.get("/metrics", **through(**forged)).status_code == 404
    assert behind.get("/metrics", **through(X_Forwarded_For="127.0.0.1")).status_code == 200
    assert behind.post("/login", data={"username": "ann"}, **through(**forged)).status_code == 403
    lines = [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]
    assert {line["from"] for line in lines} == {"203.0.113.9"}


def test_asvs_1_1_1_an_address_is_decoded_once(world):
    man = Visitor(world, "man")
    statuses = [
        man.get(f"/articles/{path}").status_code for path in ("a1", "%611", "%25611", "a1%00", "%2e%2e/a1")
    ]
    assert statuses == [200, 200, 404, 404, 404]


TWICE = "&lt;b&gt; &amp;amp; %3Cb%3E %253C \\u003cb\\x3c +"
"""What would be other words if it were decoded once more than it was encoded."""


def test_asvs_1_1_1_what_is_sent_is_decoded_once_and_kept(world):
    ann, man = world.as_("ann"), Visitor(world, "man")
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(note=TWICE)).status_code == 201
    assert ann.get("/articles/a1/layers/mine").json["annotations"][0]["note"] == TWICE
    settings = "/projects/news/settings"
    fields = {"per_article": "2", "second_share": "0", "sample_share": "0"}
    assert man.send(settings, page=settings, title=TWICE, **fields).status_code == 303
    assert world.as_("man").get("/projects/news").json["title"] == TWICE
    assert TWICE in words(man.get("/projects/news"))
    page = f"<article><p>{'A sentence of it. ' * 20}</p><p>So &amp;lt;b&amp;gt; it is.</p></article>"
    stored = world.as_("man").post("/projects/news/articles", {"html": page})
    assert stored.status_code == 201
    assert "So &lt;b&gt; it is." in world.as_("man").get(f"/articles/{stored.json['id']}").json["text"]


STORIES = ["bäd", 'a"b', "a'b", "a<b", "a&b=c", "a%62", "a+b", "a;b", "a?b", "a#b", "a\\b", "..", "{{7*7}}"]


@pytest.mark.parametrize("story", STORIES)
def test_asvs_1_2_2_a_name_in_an_address_is_encoded(world, story):
    world.add_article("s1", "A text of a story.", story=story)
    man = Visitor(world, "man")
    links = [unescape(one) for one in re.findall(r'href="(/stories/[^"]*)"', man.get("/projects/news").text)]
    shown = man.get(links[0])
    assert shown.status_code == 200 and f"<h1>{story}</h1>" in unescape(shown.text)
    [graph] = [unescape(one) for one in re.findall(r'href="(/stories/[^"]*/graph)"', shown.text)]
    assert man.get(graph).status_code == 200
    [back] = {unescape(one) for one in re.findall(r'href="(/stories/[^"]*)"', man.get(graph).text)}
    assert man.get(back).status_code == 200


def entries(caplog) -> list[tuple[str, int | None]]:
    lines = [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]
    return [(line["what"], line.get("status")) for line in lines]


def test_asvs_16_3_3_what_passes_a_measure_is_logged(world, caplog):
    """Too often, too large, forged, of another: each leaves a line; so does what guesses."""
    caplog.set_level(logging.INFO)
    world.workspace = replace(
        world.workspace, settings=replace(world.workspace.settings, save_rate=1, save_burst=1, login_failures=1)
    )
    ann, stranger = world.as_("ann"), Visitor(world, None)
    assert 429 in [ann.put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code for _ in range(4)]
    large = {"data": b" " * 3_000_000, "content_type": "application/json"}
    assert ann.call("PUT", f"/articles/a1/annotations/{uid(1)}", **large).status_code == 413
    assert Visitor(world, "ann").client.post("/account/logout").status_code == 403
    assert Visitor(world, "ann").get("/people").status_code == 403
    for _ in range(2):
        stranger.send("/login", page="/login", username="ann", password="guessed")
    told = entries(caplog)
    assert {("refused", status) for status in (403, 413, 429)} <= set(told)
    assert ("login:failed", None) in told and told.count(("refused", 429)) >= 2


LINES = {"data": b'{"text": "A text."}', "content_type": "application/x-ndjson"}
CAPTURED = {"data": b"What was seen.", "content_type": "text/plain"}
SAVES, IMPORTS, EXPORTS = {"save_rate": 1, "save_burst": 3}, {"import_rate": 1}, {"export_rate": 1}
CAPTURE = f"/projects/news/sources/{SOURCE}/capture"
MEASURES = {
    "save": (SAVES, "PUT", f"/articles/a1/annotations/{uid(1)}", {"body": claim()}),
    "one article": (SAVES, "POST", "/projects/news/articles", {"body": {"text": "A text."}}),
    "an address": (IMPORTS, "POST", "/projects/news/articles", {"body": {"url": "http://news.example/"}}),
    "import": (IMPORTS, "POST", "/projects/news/articles", LINES),
    "corpus": (IMPORTS, "POST", "/projects/news/articles?format=jsonl", LINES),
    "capture": (IMPORTS, "PUT", CAPTURE, CAPTURED),
    "export": (EXPORTS, "GET", "/projects/news/export", {}),
    "page import": (IMPORTS, "POST", "/projects/news/import", {"text": "A text."}),
    "page of an article": (IMPORTS, "POST", "/projects/news/import/pages", {"html": "<p>A text.</p>"}),
    "page capture": (IMPORTS, "POST", CAPTURE, {"how": "fetch"}),
    "page export": (EXPORTS, "GET", "/projects/news/export/file?format=jsonl&layers=gold", {}),
}
"""What costs, at every address where it is asked for: by a program, and by a page."""


@pytest.mark.parametrize("what", MEASURES)
def test_asvs_2_4_1_whatever_costs_has_a_measure(fetching, nobody_else, what):
    """What is asked for again and again is refused by and by, and only for who asks."""
    world = fetching
    measure, method, path, sent = MEASURES[what]
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, **measure))
    world.add_person("zoe", "manager")
    one, other = ("ann", "ben") if what == "save" else ("man", "zoe")

    def ask(name: str, at: str, words: str = "A text.") -> int:
        if not what.startswith("page"):
            sent["body"] = {"text": words} if what == "one article" else sent.get("body")
            return int(world.as_(name).call(method, at, **sent).status_code)
        visitor = Visitor(world, name)
        return int((visitor.get(at) if method == "GET" else visitor.send(at, **sent)).status_code)

    kind = "export" if measure is EXPORTS else "import"
    with world.writing() as session:  # the tenth of ten is the next, where hours count
        for _ in range(9):
            rates.spend_hourly(session, world.actor(session, one), kind, 1)
    statuses = [ask(one, path, f"A text {number}.") for number in range(14 if measure is SAVES else 3)]
    assert statuses[-1] == 429 and 429 not in statuses[: measure.get("save_burst", 1)]
    assert ask(other, path.replace(uid(1), uid(2))) < 429
    nobody_else.clear()  # an address was asked for, and looked up


def test_asvs_2_4_1_guessing_has_a_measure_for_a_name_and_for_an_address(world):
    stranger = Visitor(world, None)
    by_name = [guess(stranger, "ann") for _ in range(12)]
    assert by_name == [422] * 10 + [429] * 2
    by_address = [guess(stranger, f"nobody{number}") for number in range(95)]
    assert by_address[:85] == [422] * 85 and by_address[-1] == 429


def guess(stranger: Visitor, name: str) -> int:
    return stranger.send("/login", page="/login", username=name, password="guessed").status_code


def test_asvs_13_1_1_what_would_talk_to_another_machine_is_stopped(world, nobody_else):
    """The guard under which all these tests run tells what tries: an address, a name, and a page to fetch."""
    with pytest.raises(OSError, match="another machine"):
        socket.create_connection(("203.0.113.1", 80), timeout=1)
    with pytest.raises(OSError, match="another machine"):
        socket.getaddrinfo("news.example", 80)
    assert len(nobody_else) == 2
    man = world.as_("man")
    assert man.post("/projects/news/articles", {"url": "http://news.example/"}).json["code"] == "disabled"
    assert len(nobody_else) == 2
    world.workspace = replace(world.workspace, settings=replace(world.workspace.settings, allow_fetch=True))
    assert (
        Client(world, world.tokens["man"])
        .post("/projects/news/articles", {"url": "http://news.example/"})
        .status_code
        == 422
    )
    assert nobody_else[2:] and all("news.example" in one for one in nobody_else[2:])
    nobody_else.clear()


def test_asvs_13_1_1_nobody_is_asked_at_any_address(world):
    """Every page is opened by the manager and by the admin under that guard."""
    seen = 0
    for name in ("man", "adm"):
        visitor = Visitor(world, name)
        for row in routes(world):
            method, rule = row.split(" ", 1)
            seen += sum(
                visitor.get(path).status_code == 200 for path in (filled(rule, "gold") if method == "GET" else ())
            )
    assert seen > 50
