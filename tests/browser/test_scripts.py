"""A hundred and fifty ways to smuggle a script into what is stored: no dialog, and no report of the policy."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.bodies import uid
from tests.browser.desk import log_in
from tests.browser.server import Workspace, served

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
    "/", "/projects/news", "/articles/m", "/articles/m/review", "/projects/news/sources", "/projects/news/people",
    "/projects/news/fact-checks", "/projects/news/guidelines", "/projects/news/settings", "/projects/news/export",
    "/projects/news/agreement", "/projects/news/releases", "/stories/news:s", "/people", "/account",
]  # fmt: skip
SPAN = "The ministry said exports rose."


def test_there_are_enough():
    assert len(set(PAYLOADS)) >= 150


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A served workspace in which every stored string is made of payloads."""
    workspace = Workspace(tmp_path_factory.mktemp("scripts") / "workspace")
    workspace.make()
    workspace.make_project("news")
    return workspace


def poisoned(workspace: Workspace, address: str) -> None:
    """Store the payloads in every string that people can write."""
    man, ann = workspace.client("man", address), workspace.client("ann", address)
    every = " ".join(PAYLOADS)
    line = {"id": "m", "text": f"{SPAN} {every}", "title": every[:400], "outlet": every[:150], "story": "s"}
    man.import_lines("news", [line | {"authors": PAYLOADS[:20], "meta": {"x": PAYLOADS}, "regions": []}])
    man.assign("news", "m", "ann")
    for number, payload in enumerate(PAYLOADS):
        man.send("PUT", f"/projects/news/entities/{uid(1000 + number)}", {"name": payload[:200], "kind": "person"})
        source = {"title": payload, "publisher": payload[:200], "tier": "primary", "genre": "document"}
        man.send("PUT", f"/projects/news/sources/{uid(2000 + number)}", source)
        attributes = {"normalized": payload, "speaker": uid(1000 + number), "voice": "author_voice"}
        anchor = {"kind": "span", "segments": [{"start": 4, "end": 12, "exact": "ministry"}]}
        body = {"tag": "claim", "anchor": anchor, "attributes": attributes, "note": payload}
        ann.send("PUT", f"/articles/m/annotations/{uid(number)}", body)
