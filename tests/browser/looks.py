"""What is looked for in every page that is shown: its width, its parts, what axe finds, colours, and the focus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import CDPSession, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 800}
TABS = 60
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
NARROW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PARTS = "() => ['h1', 'main', 'head > title'].map(one => [one, document.querySelectorAll(one).length])"
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = """async colours => {
  const rules = Object.fromEntries(colours.map(one => [one, {enabled: false}]));
  const {violations} = await axe.run({resultTypes: ['violations'], rules});
  const words = ({target, failureSummary}) => `${target}: ${failureSummary.replace(/\\s+/g, ' ')}`;
  return violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${words(node)}`));
}"""
"""All that axe asks of a page, but for its colours, or whatever else is named."""
PAINT = """async ([colours, seen]) => {
  const names = 'color backgroundColor backgroundImage opacity filter mixBlendMode position fontSize fontWeight '
    + 'textDecorationLine textShadow borderBottomWidth borderBottomColor cursor';
  const known = new Set(seen), kinds = new Map();
  const kind = one => {
    if (!kinds.has(one)) {
      const style = getComputedStyle(one), own = names.split(' ').map(name => style[name]);
      const told = [one.parentElement ? kind(one.parentElement) : 0, one.localName, ...own].join();
      kinds.set(one, [...told].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2 ** 47, 7));
    }
    return kinds.get(one);
  };
  const painted = one => one.matches('input, select, textarea')
    || [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const shown = one => one.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const fresh = [...document.body.querySelectorAll('*')].filter(
    one => painted(one) && shown(one) && !known.has(kind(one)));
  if (!fresh.length) return [[], [], []];
  const {violations, incomplete} = await axe.run({include: fresh}, {elementRef: true, runOnly: colours});
  const [wrong, open] = [violations, incomplete].map(
    all => new Set(all.flatMap(({nodes}) => nodes.map(node => node.element))));
  const words = ({target, failureSummary}) => `${target}: ${failureSummary.replace(/\\s+/g, ' ')}`;
  const faults = violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${words(node)}`));
  const left = fresh.filter(one => !wrong.has(one));
  return [faults, ...[one => !open.has(one), one => open.has(one)].map(
    some => [...new Set(left.filter(some).map(kind))])];
}"""
"""What axe finds in the colours of what is not `seen`, what it measured, and where it cannot tell.

All are known by their look and that of what holds them.
"""
DOUBTS = 3
"""On how many pages something is measured of which axe cannot tell."""
OUTLINE = """one => {
  const marked = ({outlineStyle, outlineWidth}) => outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  const hidden = one.matches('.visually-hidden, .chip input');
  const shown = [one, ...(hidden ? one.parentElement.querySelectorAll('*') : [])];
  return shown.some(each => marked(getComputedStyle(each)));
}"""
FOCUS = """() => {
  const all = [...document.querySelectorAll('body *')], outlined = %s;
  return all.flatMap((one, at) => {
    if (one.tabIndex < 0 && one.hasAttribute('tabindex')) return [];
    one.focus({preventScroll: true});
    return document.activeElement === one ? [[at, outlined(one), one.outerHTML.slice(0, 120)]] : [];
  });
}""".replace("%s", OUTLINE)
"""Give the focus to all that takes it, as the Tab key would; say of each whether one sees that."""
FOCUSED = "() => [...document.querySelectorAll('body *')].indexOf(document.activeElement)"


class Looks:
    """Looks at page after page, and remembers which colours have been measured."""

    def __init__(self) -> None:
        self.seen: set[int] = set()
        self.doubts = Counter[int]()

    def narrow(self, page: Page) -> Iterator[str]:
        """Yield what is wrong on the phone on which the page was opened."""
        yield from too_wide(page)
        yield from page.evaluate(RULES, COLOURS)

    def wide(self, page: Page) -> Iterator[str]:
        """Yield what is wrong on a wide screen: by day, at night, by keyboard; leaves the focus somewhere."""
        yield from too_wide(page)
        yield from (f"has {count} {part}" for part, count in page.evaluate(PARTS) if count != 1)
        yield from page.evaluate(RULES, COLOURS)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found, measured, open_ = page.evaluate(PAINT, [COLOURS, list(self.seen)])
            self.doubts.update(open_)
            self.seen.update(measured, (kind for kind in open_ if self.doubts[kind] == DOUBTS))
            yield from (f"{fault} ({scheme})" for fault in found)
        yield from (f"the focus is not seen on {one}" for _, seen, one in focus(page) if not seen)


def too_wide(page: Page) -> Iterator[str]:
    """Yield by how much the page is wider than its window."""
    if (over := page.evaluate(NARROW)) > 0:
        yield f"is {over} pixels wider than the window"


def focus(page: Page) -> list[tuple[int, bool, str]]:
    """Give the focus to everything, as by keyboard; return of each its place, whether one sees it, and itself."""
    page.keyboard.press("Tab")
    found: list[tuple[int, bool, str]] = page.evaluate(FOCUS)
    return found


def by_tab(page: Page) -> set[int]:
    """Return the places of what the Tab key itself reaches."""
    reached: set[int] = set()
    for _ in range(TABS):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
    return reached - {-1}


def hold(page: Page, hand: CDPSession, *, phone: bool) -> None:
    """Show the page on a phone under a finger, or on a wide screen under a mouse."""
    page.set_viewport_size(PHONE if phone else WIDE)
    hand.send("Emulation.setTouchEmulationEnabled", {"enabled": phone})
