"""The contrast of every mark and overlap in every appearance: computed from tokens, held against pixels."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.desk import BOX, Desk
from tests.browser.reading.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ("framing", "claim", "rebuttal", "omission")
"""In the order in which they are painted."""
LOOKS: dict[str, tuple[str, str, float]] = {
    "light": ("light", "light", 4.5),
    "dark": ("dark", "dark", 4.5),
    "contrast": ("contrast", "light", 7.0),
    "contrast dark": ("contrast", "dark", 7.0),
}
"""For each look: the appearance chosen, the system's scheme, and the ratio that text must reach."""
FIND = 0.18
"""How much of its colour a hit of the search lays over the marks."""
TOKENS = """(names) => {
  const probe = document.body.appendChild(document.createElement('i'));
  const colours = Object.fromEntries(names.map((name) => {
    probe.style.setProperty('color', `var(--${name})`);
    return [name, getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map(Number)];
  }));
  probe.remove();
  const style = getComputedStyle(document.documentElement);
  const part = (name) => parseFloat(style.getPropertyValue(name)) / 100;
  return {colours, wash: part('--mark-wash'), active: part('--active-wash')};
}"""
CAPTION = """() => {
  const probe = document.querySelector('.text').appendChild(document.createElement('div'));
  probe.className = 'caption';
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}"""
PIXELS = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context.drawImage(picture, 0, 0);
  return [...context.getImageData(0, 0, picture.width, picture.height).data];
}"""
Colour = tuple[float, float, float]


def over(below: Colour, colour: Colour, part: float) -> Colour:
    """Return a colour laid over another, so much of it."""
    return tuple(part * c + (1 - part) * b for b, c in zip(below, colour, strict=True))  # type: ignore[return-value]


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (c / 255 for c in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ground(tokens: Any, tags: Iterable[str], active: str | None = None) -> Colour:
    """Return the ground on which words stand that bear these tags."""
    colours = {name: tuple(colour) for name, colour in tokens["colours"].items()}
    found: Colour = colours["paper"]  # type: ignore[assignment]
    for tag in TAGS:
        if tag in tags:
            found = over(found, colours[tag], tokens["wash"])
    return over(found, colours[active], tokens["active"]) if active else found


@pytest.fixture
def look(house: House, window: Callable[..., Page], request: pytest.FixtureRequest) -> Desk:
    theme, scheme, _ = LOOKS[request.param]
    article, text = house.give()
    desk = Desk(window(color_scheme=scheme), house.people["dara"], house.address, article, text).open()
    desk.page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    return desk


def tokens_of(desk: Desk) -> Any:
    return desk.page.evaluate(TOKENS, [*TAGS, "paper", "ink", "on-ink", "warn"])


@pytest.mark.parametrize("look", LOOKS, indirect=True)
def test_text_and_lines_stand_out_from_every_overlap(look: Desk, request: pytest.FixtureRequest) -> None:
    wanted = LOOKS[request.node.callspec.params["look"]][2]
    tokens = tokens_of(look)
    colours = {name: tuple(colour) for name, colour in tokens["colours"].items()}
    faint = []
    for size in range(len(TAGS) + 1):
        for tags in combinations(TAGS, size):
            for active in (None, *tags):
                here = ground(tokens, tags, active)
                lit = over(here, colours["warn"], FIND)
                if min(contrast(colours["ink"], here), contrast(colours["ink"], lit)) < wanted:
                    faint.append(f"ink on {tags}, active {active}: {contrast(colours['ink'], here):.2f}")
                faint += [
                    f"line of {tag} on {tags}, active {active}: {contrast(colours[tag], here):.2f}"
                    for tag in tags
                    if contrast(colours[tag], here) < 3
                ]
    assert look.page.evaluate(CAPTION) == "rgb({:.0f}, {:.0f}, {:.0f})".format(*colours["ink"])
    assert contrast(colours["on-ink"], colours["ink"]) >= wanted
    assert faint == []


@pytest.mark.parametrize("look", LOOKS, indirect=True)
def test_the_browser_paints_what_was_computed(look: Desk, window: Callable[..., Page]) -> None:
    tokens = tokens_of(look)
    canvas = window().context.new_page()
    laid: list[str] = []
    for key, tag in (("f", "framing"), ("c", "claim"), ("r", "rebuttal"), ("o", "omission")):
        look.select("Eight groups wrote").press(key, "Escape")
        laid.append(tag)
        look.page.evaluate("() => { getSelection().removeAllRanges(); document.activeElement.blur(); }")
        pixels = painted(look.page, canvas, "Eight groups wrote")
        assert near(pixels.most_common(1)[0][0], ground(tokens, laid)), (laid, pixels.most_common(3))
        line = over(ground(tokens, laid), tuple(tokens["colours"][tag]), 0.85)
        assert any(near(colour, line, 40) for colour in pixels), f"no line of {tag}"


def painted(page: Page, canvas: Page, words: str) -> Counter[Colour]:
    """Count the colours around the words, lines below them included."""
    left, top, width, height = page.evaluate(BOX, words)
    return shown(page, canvas, {"x": left, "y": top, "width": width, "height": height + 6})


def shown(page: Page, canvas: Page, box: Any) -> Counter[Colour]:
    """Count the colours of a part of the window."""
    picture = page.screenshot(clip=box)
    data = canvas.evaluate(PIXELS, base64.b64encode(picture).decode())
    return Counter(zip(data[0::4], data[1::4], data[2::4], strict=True))


def near(one: Colour, other: Colour, most: float = 3) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def test_with_the_readers_own_colours_all_that_is_used_can_be_seen(
    house: House, window: Callable[..., Page]
) -> None:
    page = window(forced_colors="active")
    article, text = house.give()
    desk = Desk(page, house.people["dara"], house.address, article, text).open()
    desk.select("Eight groups").press("c").saved()
    canvas = page.context.new_page()
    for part in ("[data-hand-in]", '[data-tag-choice="rebuttal"]', ".card.active .card-tag", ".saving"):
        colours = shown(page, canvas, page.locator(part).first.bounding_box())
        below = colours.most_common(1)[0][0]
        assert max(contrast(below, colour) for colour in colours) >= 7, part
    for _ in range(20):
        marked, bare = painted(page, canvas, "Eight groups"), painted(page, canvas, "council")
        if len(marked) > len(bare):
            break
        page.wait_for_timeout(250)
    assert len(marked) > len(bare) > 1
