"""A hundred and fifty ways to smuggle a script into what is stored: no dialog, and no report of the policy."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.bodies import uid
from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CALLS = ["alert(1)", "confirm`1`", "top['al'+'ert'](1)", "window.open('//evil.example')", "eval('alert(1)')"]
FRAMES = [
    "<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "\"><script>{}</script>", "'><script>{}</script>",
    "<img src=x onerror={}>", "<img src=x onerror=\"{}\">", "\"><img/src=x onerror={}>", "<svg onload={}>",
    "<svg><script>{}</script></svg>", "<body onload={}>", "<iframe src=\"javascript:{}\"></iframe>",
    "<iframe srcdoc=\"<script>{}</script>\"></iframe>", "<a href=\"javascript:{}\" autofocus>x</a>",
    "<input onfocus={} autofocus>", "<details open ontoggle={}>", "<video><source onerror={}></video>",
    "<math><a xlink:href=\"javascript:{}\">x</a></math>", "<object data=\"javascript:{}\"></object>",
    "<embed src=\"javascript:{}\">", "<form action=\"javascript:{}\"><button>x</button></form>",
    "<style>@import 'javascript:{}';</style>", "<link rel=stylesheet href=\"javascript:{}\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:{}\">", "<base href=\"javascript:{}//\">",
    "</textarea><script>{}</script>", "</title><script>{}</script>", "</script><script>{}</script>",
    "{{{{constructor.constructor('{}')()}}}}", "${{{}}}", "javascript:{}", "<!--><script>{}</script>-->",
    "<noscript><p title=\"</noscript><img src=x onerror={}>\">",
]  # fmt: skip
PAYLOADS = [frame.format(call) for frame, call in product(FRAMES, CALLS)]
PAGES = [
    "/", "/projects/news", "/articles/m", "/articles/m/review", "/articles/m/review/layers",
    "/projects/news/sources", "/projects/news/people", "/projects/news/fact-checks", "/projects/news/guidelines",
    "/projects/news/settings", "/projects/news/export", "/projects/news/graph", "/projects/news/cases",
    "/projects/news/agreement", "/projects/news/releases", "/stories/news:s", "/people", "/account",
]  # fmt: skip
START = "The ministry said exports rose."
ANSWERS = {"voice": "author_voice", "claim_type": ["numerical"], "checkworthiness": "checkworthy_factual"}


def test_there_are_enough():
    assert len(set(PAYLOADS)) >= 150


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A served workspace in which every string that people can write is made of payloads."""
    workspace = Workspace(tmp_path_factory.mktemp("scripts") / "workspace")
    workspace.make()
    workspace.make_project("news", per_article=1)
    man = workspace.add_person("max", admin=True, roles={"news": ["manager", "reviewer"]})
    ann = workspace.add_person("ann", roles={"news": ["annotator"]})
    with served(workspace) as address:
        poison(Client(address, man), Client(address, ann))
        yield address


def poison(man: Client, ann: Client) -> None:
    """Store the payloads in titles, texts, names, sources, notes and sentences, and hand the work in."""
    every = " ".join(PAYLOADS)
    line = {"id": "m", "text": f"{START} {every}", "title": every[:400], "outlet": PAYLOADS[0], "story": "s"}
    man.import_lines("news", [line | {"authors": PAYLOADS[:20], "meta": {"x": PAYLOADS}, "regions": []}])
    man.assign("news", "m", "ann")
    for number, payload in enumerate(PAYLOADS):
        entity = {"name": f"{payload[:190]} {number}", "kind": "person", "aliases": [payload[:190]]}
        assert ann.send("PUT", f"/projects/news/entities/{uid(1000 + number)}", entity).status == 201
        source = {"title": payload, "publisher": payload[:200], "tier": "primary", "genre": "document"}
        assert ann.send("PUT", f"/projects/news/sources/{uid(2000 + number)}", source).status == 201
        answers = ANSWERS | {"normalized": payload, "speaker": uid(1000 + number)}
        link = {"source": uid(2000 + number), "stance": "supports", "quote": payload, "paraphrase": payload}
        ann.annotate("m", START, 4, 12, attributes=answers, note=payload, sources=[link])
    assert ann.send("PUT", "/articles/m/submission", {}).status == 200


@pytest.mark.parametrize("name", ["max", "ann"])
def test_nothing_runs(house: str, browser: Browser, name: str) -> None:
    context = browser.new_context()
    page, heard = context.new_page(), list[str]()
    page.on("dialog", lambda dialog: (heard.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: heard.append(f"window {popup.url}"))
    page.on("console", lambda said: heard.append(said.text) if "Content Security Policy" in said.text else None)
    log_in(page, house, name)
    shown = 0
    for path in PAGES:
        answer = page.goto(house + path)
        if answer is not None and answer.status == 200:
            page.wait_for_timeout(300)
            shown += 1
    assert shown >= (10 if name == "max" else 4)
    assert heard == []
    context.close()


def test_the_payloads_are_there_to_be_seen(house: str, browser: Browser) -> None:
    page = browser.new_page()
    log_in(page, house, "ann")
    page.goto(f"{house}/articles/m")
    assert page.locator("[data-annotation]").count() == len(PAYLOADS)
    assert PAYLOADS[-1] in (page.locator("[data-article-text]").text_content() or "")
    page.close()
