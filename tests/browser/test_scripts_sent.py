"""What a request brings and nobody stores: addresses, refused forms, names of files, headers; nothing runs."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from werkzeug.datastructures import ImmutableMultiDict

from tests.browser.watch import House, Watch, house, watching, world_template
from tests.forms import forms
from tests.strings.payloads import SHAPES, UNREADABLE, payload

__all__ = ["house", "world_template"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENT = "f1"
"""The place of what was sent."""
ALL = " ".join(payload(number, SENT) for number in range(len(SHAPES)))
LEGAL = ALL.translate(UNREADABLE)
SHOWN = re.compile(rf"x-p=[\"']?{SENT}[.]|x-p=&#3[49];{SENT}[.]|x-p%3D{SENT}")
PARTS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[wahpit]1\b")


def pages(house: House) -> list[str]:
    """Return one address of each kind, without what stands behind its question mark."""
    kinds = {PARTS.sub("N", path): path for path in house.made.paths if "?" not in path and "/file" not in path}
    return sorted(kinds.values())


class Noting(ImmutableMultiDict[str, str]):
    """What stands behind the question mark, and which names of it were looked for."""

    wanted: ClassVar[set[str]] = set()

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.wanted.add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        self.wanted.add(key)
        return super().getlist(key, *args, **kwargs)


def reflecting(house: House, name: str) -> list[str]:
    """Return the addresses whose answers say again what stands in them: in a part of the path, a value, a name."""
    visitor, asked = house.made.visitor(name), []
    for path in pages(house):
        Noting.wanted.clear()
        visitor.get(path)
        asked += [f"{path}?{given}={quote(LEGAL)}" for given in sorted(Noting.wanted)]
        parts = [part for part in path.split("/") if PARTS.fullmatch(part) or part == "news"]
        asked += [path.replace(f"/{part}", f"/{quote(LEGAL, safe='')}", 1) for part in parts]
    asked += [f"{path}?{quote(LEGAL)}=1" for path in ("/", "/api/v1/projects", "/projects/news/cases")]
    asked += [f"/{quote(LEGAL, safe='')}", f"/link/{quote(LEGAL, safe='')}", f"/login?next=/{quote(LEGAL)}"]
    return [path for path in asked if SHOWN.search(visitor.get(path).text)]


@pytest.mark.parametrize("name", ["man", "ann"])
def test_nothing_runs_of_what_stands_in_an_address(
    house: House, browser: Browser, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tried at every kind of page, for every name that it looks for; opened where the answer says it again."""
    monkeypatch.setattr(house.made.world.app.request_class, "parameter_storage_class", Noting)
    found = reflecting(house, name)
    assert len(found) > 2
    with watching(house, browser, name) as watch:
        for path in found:
            watch.visit(path)
        assert watch.heard == []


WORDY = "/^(text|search|url|textarea|email|tel|number)/"
FORMS = """() => [...document.querySelectorAll('form[method=post]')].map((form) => [
  new URL(form.getAttribute('action') || location.href, location.href).pathname,
  [...form.elements].filter(({ type }) => %s.test(type)).length])""".replace("%s", WORDY)
FILL = """([at, words]) => {
  const form = document.querySelectorAll('form[method=post]')[at];
  for (const one of form.elements) {
    if (!%s.test(one.type)) continue;
    for (const name of ['maxlength', 'min', 'max', 'pattern', 'disabled', 'readonly']) one.removeAttribute(name);
    if (one.type === 'number') one.type = 'text';
    one.value = words;
  }
  HTMLFormElement.prototype.submit.call(form);
}""".replace("%s", WORDY)
"""Put words into every field of a form that takes words, and send it past all that the page would say first."""


@pytest.mark.parametrize("name", ["ann", "adm"])
def test_nothing_runs_where_a_form_is_refused(house: House, browser: Browser, name: str) -> None:
    """Each kind of form with all payloads in each of its fields: the page that answers says them again."""
    visitor, statuses = house.made.visitor(name), []
    done: set[str] = set()
    with watching(house, browser, name) as watch:
        for path in pages(house):
            answer = visitor.get(path)
            there = {PARTS.sub("N", form.action) for form in forms(path, answer.text)}
            if path.startswith("/api/") or answer.mimetype != "text/html" or there <= done:
                continue
            done |= {kind for kind in there if kind.endswith(("/end", "/logout"))}
            watch.page.goto(house.address + path, wait_until="load")
            for at, (action, fields) in enumerate(watch.page.evaluate(FORMS)):
                kind = PARTS.sub("N", action)
                new = kind not in done
                done.add(kind)
                if fields and new:
                    statuses.append(send(watch, house.address + path, at))
        assert watch.heard == []
    assert len(done) >= 1 and statuses.count(422) >= 1


def send(watch: Watch, page: str, at: int) -> int:
    """Send the form of the page and look at what answers; return its status."""
    watch.page.goto(page, wait_until="load")
    with watch.page.expect_navigation(wait_until="load") as answer:
        watch.page.evaluate(FILL, [at, LEGAL])
    watch.look()
    return answer.value.status


def test_nothing_runs_of_the_name_of_a_file(house: House, browser: Browser) -> None:
    with watching(house, browser, "man") as watch:
        for field, kind in (("files", "text/plain"), ("pages", "text/html"), ("mapping", "application/json")):
            for first in range(0, len(SHAPES), 90):
                watch.page.goto(house.address + "/projects/news/import", wait_until="load")
                numbers = range(first, min(first + 90, len(SHAPES)))
                names = [payload(number, SENT).translate(UNREADABLE).replace("/", "\u2215") for number in numbers]
                files = [{"name": one, "mimeType": kind, "buffer": b"%PDF-1.7 no text"} for one in names]
                given = watch.page.locator(f'input[name="{field}"]')
                given.set_input_files(files if field != "mapping" else files[:1])  # type: ignore[arg-type]
                with watch.page.expect_navigation(wait_until="load"):
                    given.evaluate("(one) => HTMLFormElement.prototype.submit.call(one.form)")
                watch.look()
        assert watch.heard == []


HEADERS = (
    "User-Agent",
    "Referer",
    "Accept-Language",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "Origin",
    "If-None-Match",
)


def test_nothing_runs_of_what_stands_in_a_header(house: House, browser: Browser) -> None:
    """Each header with each payload that it can hold, on pages that are found or refused."""
    with watching(house, browser, "ann") as watch:
        for first in range(0, len(SHAPES), 90):
            shown = [payload(number, SENT) for number in range(first, min(first + 90, len(SHAPES)))]
            value = " ".join(one for one in shown if one.isascii() and one.isprintable())
            watch.context.set_extra_http_headers(dict.fromkeys(HEADERS, value))
            for path in ("/account", "/", "/nothing", "/projects/news", "/api/v1/projects", "/people"):
                watch.visit(path)
        assert watch.heard == []
