"""What opens only by a hand: menus, dialogs, hints, conflicts, work that waits, paper; nothing runs there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.bodies import claim, uid
from tests.browser.server import settled
from tests.browser.watch import House, Watch, house, watching, world_template
from tests.strings.payloads import SHAPES, UNREADABLE, payload

__all__ = ["house", "world_template"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OPEN = """async () => {
  const kinds = new Map(), rest = () => new Promise((done) => setTimeout(done, 20));
  const inert = (event) => {
    if (event.type === 'submit' || event.target.closest?.('a[href]')) event.preventDefault();
  };
  for (const name of ['submit', 'click', 'auxclick']) document.addEventListener(name, inert, true);
  const kind = ({ tagName, type, className, dataset }) =>
    `${tagName} ${type} ${className} ${Object.keys(dataset)} ${dataset.act ?? ''}`;
  const next = () => [...(document.querySelector('dialog[open]') ?? document).querySelectorAll(
    'button, summary, input, textarea, select, a, [title], [tabindex], [data-annotation]')].find((one) => {
      const seen = kinds.get(kind(one)) ?? new Set();
      return !seen.has(one) && seen.size < 2 && one.type !== 'file' && one.checkVisibility();
    });
  let count = 0;
  for (let one = next(); count < 150; one = next()) {
    const dialog = document.querySelector('dialog[open]');
    if (!one && !dialog) break;
    if (!one) { dialog.close(); continue; }
    kinds.set(kind(one), (kinds.get(kind(one)) ?? new Set()).add(one));
    for (const name of ['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'pointermove']) {
      one.dispatchEvent(new PointerEvent(name, { bubbles: true }));
    }
    one.focus?.({ preventScroll: true });
    if (!one.matches('[data-logout] *, dialog [data-cancel], dialog [data-close]')) one.click();
    if (one.matches('input:not([type]), input[type="text"], input[type="search"]')) {
      for (const words of ['a', '<', '']) {
        one.value = words;
        one.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await rest();
      }
    }
    await rest();
    count += 1;
  }
  return count;
}"""
"""Hover over, take the focus to, and press two of each kind of control; of what opens, its controls first."""
OPENED = {
    "ann": ["/articles/w1", "/articles/h1", "/articles/t1", "/", "/account"],
    "rev": ["/articles/h1/review", "/articles/a1/review", "/projects/news/proposals"],
    "man": [
        "/projects/news", "/projects/news/people", "/projects/news/scheme/edit", "/projects/news/import",
        "/projects/news/sources", "/projects/news/guidelines/edit", "/articles/w1/graph", "/articles/w1/regions",
    ],
    "adm": ["/people", "/"],
}  # fmt: skip


@pytest.mark.parametrize("name", OPENED)
def test_nothing_runs_in_what_opens(house: House, browser: Browser, name: str) -> None:
    house.door.shut = True
    for path in OPENED[name]:
        with watching(house, browser, name) as watch:
            watch.visit(path)
            assert watch.page.evaluate(OPEN) > 3, path
            watch.look()
            assert watch.heard == [], path
    house.door.shut = False


@pytest.mark.parametrize("path", ["/articles/w1", "/articles/h1", "/projects/news/scheme", "/articles/a1/graph"])
def test_nothing_runs_on_paper(house: House, browser: Browser, path: str) -> None:
    with watching(house, browser, "ann") as watch:
        watch.visit(path)
        watch.page.emulate_media(media="print")
        assert len(watch.page.pdf()) > 1000
        watch.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert watch.look() and watch.heard == []


PRESS = "(one) => one.click()"
"""Past what lies over it: words of payloads are wide."""

MINE, THERE, KEPT = "d1", "d2", "d3"
"""The places of what is in conflict, and of what the browser holds."""
HALVES = [range(len(SHAPES) // 2), range(len(SHAPES) // 2, len(SHAPES))]


def words(place: str, numbers: range) -> str:
    """Return these payloads as the door takes them."""
    return " ".join(payload(number, place) for number in numbers).translate(UNREADABLE)


def read(watch: Watch, place: str) -> set[int]:
    """Return which payloads of the place are to be read now."""
    return {number for where, number in watch.look() if where == place}


@pytest.mark.parametrize("half", HALVES, ids=["first", "second"])
def test_nothing_runs_where_two_changes_meet(house: House, browser: Browser, half: range) -> None:
    """Both copies bear payloads, and the server itself refuses the second."""
    ann, uuid = house.made.world.as_("ann"), uid(9000 + half.start)
    here = f"/articles/w1/annotations/{uuid}"
    body = claim("re-exports", note="A note.", normalized="Said.")
    made = ann.put(here, body)
    assert made.status_code == 201, made.json
    with watching(house, browser, "ann") as watch:
        watch.visit("/articles/w1")
        watch.page.locator(f'[data-annotation="{uuid}"] .card-head').evaluate(PRESS)
        there = {**body, "note": words(THERE, half)}
        answer = ann.put(here, there, if_match=1)
        assert answer.status_code == 200, answer.json
        card = watch.page.locator(".card.active")
        card.locator('[data-act="note"]').evaluate(PRESS)
        card.locator("textarea[data-note]").fill(words(MINE, half))
        watch.page.wait_for_selector('[data-saving="attention"]', timeout=15_000)
        assert {*half} <= read(watch, MINE)
        card.get_by_text("Compare").evaluate(PRESS)
        expect(watch.page.locator("[data-merge-dialog]")).to_be_visible()
        shown = watch.page.locator("[data-merge-dialog]").text_content() or ""
        assert all(f"x-p={place}.{number}" in shown for place in (MINE, THERE) for number in (half[0], half[-1]))
        assert watch.heard == []
        watch.page.locator("[data-merge-dialog] [data-both]").evaluate(PRESS)
        settled(watch.page)
        assert watch.heard == []


FILL = """async ([words, article]) => {
  const user = document.body.dataset.user, read = async (path) => (await fetch(`/api/v1${path}`)).json();
  const { annotations } = await read(`/articles/${article}/layers/mine`);
  const changed = (one) => {
    if (typeof one === 'string') return words;
    if (Array.isArray(one)) return one.map(changed);
    if (!one || typeof one !== 'object') return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, changed(inner)]));
  };
  const body = (one) => ({ ...one, note: words, attributes: changed(one.attributes), sources: one.sources.map(
    (link) => ({ ...link, quote: words, paraphrase: words, locator: words })) });
  const refused = { status: 422, code: words, detail: words, title: words };
  const parked = [
    { status: 412, conflict: true, detail: words, current: body(annotations[0]) }, refused,
    { ...refused, errors: ['/attributes/normalized', words].map((pointer) => ({ pointer, detail: words })) },
    { ...refused, status: 403 }, { status: 412, conflict: true, detail: words },
  ];
  const op = (more, at) => ({
    op: `${words} ${at}`, user, article, kind: 'annotation', path: `/articles/${article}/${words}`, method: 'PUT',
    base: 1, at: words, schema: 1, parked: parked[at % parked.length], ...more,
  });
  const ops = annotations.map((one, at) => op({ id: one.id, body: body(one) }, at));
  const others = ['comment', 'relation', 'source', 'entity', words];
  const noun = { id: words, body: { text: words, type: words, name: words } };
  ops.push(...others.map((kind, at) => op({ ...noun, kind }, at + 1)));
  ops.push(op({ ...noun, article: words, kind: 'comment' }, 99));
  const done = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = bad;
  });
  const opening = indexedDB.open('annotator', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(
    'outbox', { keyPath: 'seq', autoIncrement: true });
  const store = (await done(opening)).transaction('outbox', 'readwrite').objectStore('outbox');
  for (const one of ops) await done(store.add(one));
  for (const kept of [localStorage, sessionStorage]) {
    for (const name of Object.keys(kept)) {
      let value = words;
      try { value = JSON.stringify(changed(JSON.parse(kept.getItem(name)))); } catch { /* no JSON */ }
      kept.setItem(name, value);
    }
  }
  localStorage.setItem('annotator:theme', words);
  const keys = { single: true, snap: words, keys: { 'tag claim': words, next: words } };
  localStorage.setItem('annotator:keys', JSON.stringify(keys));
  return [ops.length, Object.keys(localStorage)];
}"""
"""Fill what the browser keeps: work that was refused or met another, keys, drafts, all made of words."""


def test_nothing_runs_of_what_the_browser_itself_has_kept(house: House, browser: Browser) -> None:
    house.door.shut = True
    with watching(house, browser, "ann") as watch:
        watch.visit("/articles/w1")
        watch.page.evaluate(OPEN)
        held = " ".join(payload(number, KEPT) for number in range(len(SHAPES)))
        count, names = watch.page.evaluate(FILL, [held, "w1"])
        assert count > 8 and len(names) >= 4
        for path in ("/", "/account", "/articles/w1"):
            watch.page.goto(house.address + path, wait_until="load")
            watch.page.wait_for_timeout(300)
            watch.look()
        watch.page.wait_for_selector('[data-saving="attention"]', timeout=15_000)
        seen: set[int] = set()
        for card in watch.page.locator("[data-annotation] .card-head").all():
            card.evaluate(PRESS)
            watch.page.wait_for_timeout(50)
            seen |= read(watch, KEPT)
            compare = watch.page.locator(".card.active").get_by_text("Compare")
            if compare.count():
                compare.evaluate(PRESS)
                seen |= read(watch, KEPT)
                watch.page.keyboard.press("Escape")
        watch.page.evaluate(OPEN)
        assert watch.heard == [] and set(range(len(SHAPES))) <= seen
    house.door.shut = False


DUMP = """async () => {
  const read = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const all = async ({ name }) => {
    const database = await read(indexedDB.open(name));
    const stores = [...database.objectStoreNames].map((one) => database.transaction(one).objectStore(one));
    return Promise.all(stores.map((store) => read(store.getAll())));
  };
  const databases = await Promise.all((await indexedDB.databases()).map(all));
  return { local: { ...localStorage }, session: { ...sessionStorage }, databases, cookies: document.cookie };
}"""
"""All that a page can read of what the browser keeps for it."""


def test_asvs_14_3_3_no_secret_is_kept_by_the_browser(house: House, browser: Browser) -> None:
    """After a visit at the desk: neither the secret of the log-in nor the token of the forms."""
    house.door.shut = True
    with watching(house, browser, "ann") as watch:
        watch.visit("/articles/w1")
        watch.page.evaluate(OPEN)
        token = watch.page.locator('meta[name="csrf-token"]').get_attribute("content") or ""
        kept: dict[str, Any] = watch.page.evaluate(DUMP)
        held = json.dumps(kept)
        assert len(kept["local"]) >= 1 and len(kept["databases"]) >= 1 and kept["cookies"] == ""
        secret = house.made.cookies["ann"].value
        assert token and not any(one in held for one in (token, secret, *secret.split("."), *token.split(".")))
    house.door.shut = False
