"""Selections by the thousand: made in the page, sent, exported, and compared with what the browser said."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from playwright.sync_api import Browser, Page

from annotator.text.language import graphemes
from tests.browser.desk import log_in
from tests.browser.server import Client, Workspace, served, settled

SLUG = "selections"
SETTINGS = "save_rate = 100000\nsave_burst = 100000\n"
TAGS = {"c": "claim", "r": "rebuttal", "f": "framing"}
SENTENCES = (
    "The mayor 👩🏽‍🚒 called the bridge “perfectly safe 🌉” on Monday.",
    "Zoe\u0308 Dvor\u030ca\u0301k re\u0301sume\u0301 le cafe\u0301 🇰🇭🇫🇷 en 3️⃣ mots.",
    "قالَ الوزيرُ إنَّ الجسرَ آمِنٌ تمامًا 👨‍👩‍👧‍👦 منذ سنوات.",
    "រដ្ឋមន្ត្រីបាននិយាយថា ស្ពាននេះមានសុវត្ថិភាព ហើយមិនគ្រោះថ្នាក់ទេ។",
    "รัฐมนตรีกล่าวว่าสะพานนี้ปลอดภัย และน้ำท่วมไม่เกี่ยวข้องกัน",
    "मंत्री ने कहा कि पुल सुरक्षित है, क्षति की ख़बर झूठी है।",
    "𝔊𝔯𝔢𝔞𝔱 news, Z\u0351\u036b\u0343a\u0334\u0335lgo text\u00a0here, 각하 라고 말했다 🏳️‍🌈!",
    "“Nobody,” she said , “has\tasked\u2003us.” 🌊🌊🌊",
)
AT_ONCE = 3
"""Articles in work: one is saved while the next is marked."""
LENGTHS = (1, 2, 3, 5, 8, 30, 120)
BATCH = """async picks => {
  const element = document.querySelector('[data-article-text]');
  const nodes = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let from = 0; walker.nextNode(); from += walker.currentNode.length) nodes.push([from, walker.currentNode]);
  const at = units => {
    const [from, node] = nodes.findLast(([from]) => from < units) ?? nodes[0];
    return [node, units - from];
  };
  element.focus({preventScroll: true});
  const cards = new MutationObserver(() => {});
  cards.observe(document.querySelector('[data-cards]'), {childList: true, subtree: true});
  const made = [];
  for (const [from, to, key] of picks) {
    getSelection().setBaseAndExtent(...at(from), ...at(to));
    const string = getSelection().toString();
    cards.takeRecords();
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
    const added = cards.takeRecords().flatMap(({addedNodes}) => [...addedNodes]);
    const card = added.map(node => node.closest('[data-annotation]') ?? node.querySelector('[data-annotation]'));
    made.push([card.find(Boolean)?.dataset.annotation, string]);
    if (made.length % 25 === 0) await new Promise(requestAnimationFrame);
  }
  return made;
}"""


def source(seed: int) -> str:
    """Return a text with line ends of every kind, in all the scripts."""
    chance = random.Random(seed)
    ends = ("\r\n\r\n", "\n\n", "\r\n", "\n")
    return "".join(
        " ".join(chance.sample(SENTENCES, 3)) + (ends[at % 4] if seed % 2 else "\n\n") for at in range(8)
    )


def play(workspace: Workspace, browser: Browser, articles: int, each: int, seed: int = 0) -> Iterator[list[str]]:
    """Make so many selections on each of so many articles.

    Yield what is wrong, article by article as it is stored, and then as it is exported.
    """
    workspace.make(settings=SETTINGS)
    workspace.make_project(SLUG)
    manager = workspace.add_person("manager", roles={SLUG: ["manager"]})
    token = workspace.add_person("reader", roles={SLUG: ["annotator"]})
    with served(workspace) as address:
        client, reader = Client(address, manager), Client(address, token)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        pages = [context.new_page() for _ in range(AT_ONCE)]
        log_in(pages[0], address, "reader")
        made: dict[str, dict[str, Any]] = {}
        for first in range(seed, seed + articles, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, seed + articles))
            lines = [{"id": f"text-{n}", "text": source(n) + str(n), "regions": []} for n in numbers]
            ids = client.import_lines(SLUG, lines)
            for page, article, number in zip(pages, ids, numbers, strict=False):
                client.assign(SLUG, article, "reader")
                made[article] = tag_many(page, f"{address}/articles/{article}", each, number)
            for page, article, line in zip(pages, ids, lines, strict=False):
                page.wait_for_selector('[data-saving="saved"]', timeout=600_000)
                stored = reader.layer(article)
                yield list(wrong(line["text"].replace("\r\n", "\n"), stored, made[article]))
        context.close()
    for record in exported(workspace, SLUG):
        yield list(wrong(record["text"], record["layers"][0], made[record["id"]]))


def tag_many(page: Page, address: str, count: int, seed: int) -> dict[str, dict[str, Any]]:
    """Select and tag so often on one article, without waiting until all is saved.

    Return by id what the browser said was selected, and the tag.
    """
    page.goto(address)
    settled(page)
    shown = page.locator("[data-article-text]").evaluate("element => element.textContent")
    picks = list(_picks(shown, count, random.Random(seed)))
    answers = page.evaluate(
        BATCH, [[to, start, key] if back else [start, to, key] for start, to, key, back in picks]
    )
    pairs = zip(answers, picks, strict=True)
    return {
        card: {"units": [start, to], "string": string, "tag": TAGS[key]}
        for (card, string), (start, to, key, _) in pairs
    }


def wrong(text: str, layer: dict[str, Any], made: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield what is not as it was selected, or is not there."""
    stored = {one["id"]: one for one in layer["annotations"]}
    yield from (f"{made.get(key)} and {stored.get(key)}" for key in stored.keys() ^ made.keys())
    for key in stored.keys() & made.keys():
        if fault := faulty(text, stored[key], made[key]):
            yield fault


def exported(workspace: Workspace, slug: str) -> list[dict[str, Any]]:
    """Return the records of an export, all layers."""
    return [json.loads(line) for line in workspace.run("export", slug, "--layers", "all", "-o", "-").splitlines()]


def _picks(shown: str, count: int, chance: random.Random) -> Iterator[tuple[int, int, str, bool]]:
    """Yield stretches in UTF-16 units that hold more than white space, a key, and whether it goes backward."""
    edges = [len(shown[:at].encode("utf-16-le")) // 2 for at in range(len(shown) + 1)]
    while count:
        start = chance.randrange(len(shown) - 1)
        end = min(start + chance.choice(LENGTHS), len(shown))
        if shown[start:end].strip():
            yield edges[start], edges[end], chance.choice([*TAGS]), chance.random() < 0.3
            count -= 1


def faulty(text: str, annotation: dict[str, Any], selection: dict[str, Any]) -> str | None:
    """Say what is wrong with an annotation, None when it is what was selected."""
    (segment,) = annotation["anchor"]["segments"]
    start, end = expected(text, *selection["units"])
    if text[segment["start"] : segment["end"]] != segment["exact"]:
        return f"the quote {segment['exact']!r} is not the text at {segment['start']}"
    if (segment["start"], segment["end"]) != (start, end) or annotation["tag"] != selection["tag"]:
        return f"{selection} became {annotation['tag']} {segment}, not {start}-{end} {text[start:end]!r}"
    core = "".join(selection["string"].split())
    if core not in "".join(segment["exact"].split()):
        return f"{selection['string']!r} is not in {segment['exact']!r}"
    return None


def expected(text: str, from_units: int, to_units: int) -> tuple[int, int]:
    """Return where the selection stands in code points: whole characters, no white space at the ends."""
    units = text.encode("utf-16-le")
    start, end = (len(units[: at * 2].decode("utf-16-le")) for at in (from_units, to_units))
    clusters = _clusters(text)
    first = next(cluster for cluster in clusters if cluster[0] <= start < cluster[1])[0]
    last = next(cluster for cluster in clusters if cluster[0] <= end - 1 < cluster[1])[1]
    exact = text[first:last]
    return first + len(exact) - len(exact.lstrip()), last - len(exact) + len(exact.rstrip())


@lru_cache(maxsize=4)
def _clusters(text: str) -> list[tuple[int, int]]:
    return list(graphemes(text))
