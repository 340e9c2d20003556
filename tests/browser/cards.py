"""An open card as a person fills it in: choices, names, sources, links."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk


class Card:
    """The card that is open on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._page = desk, desk.page
        self.id = str(desk.active().get_attribute("data-annotation"))

    def fill(self, **answers: Any) -> Card:
        """Answer attributes by name: text, the id of a term, a list of ids, or yes and no; names as `name_…`."""
        for name, answer in answers.items():
            if isinstance(answer, str) and name.startswith("name_"):
                self.name(name.removeprefix("name_"), answer)
            elif isinstance(answer, str) and self._field(name).locator("textarea").count():
                self._field(name).locator("textarea").fill(answer)
            else:
                self._choose(name, answer)
        return self

    def name(self, attribute: str, name: str) -> Card:
        """Choose a name that is known, or add it."""
        box = self._field(attribute).get_by_role("combobox")
        box.click()
        box.fill(name)
        offers = self._field(attribute).get_by_role("option")
        known = offers.filter(has_text=name)
        expect(known.first).to_be_visible()
        new = "Add “" in known.first.inner_text()
        known.first.click()
        if new:
            dialog = self._page.get_by_role("dialog")
            dialog.locator('label.chip:has(input[value="group"])').click(timeout=5000)
            dialog.get_by_role("button", name="Add name").click()
        expect(box).to_have_value(name)
        return self

    def link(self, words: str) -> Card:
        """Link to the annotation that the words name."""
        self._desk.active('[data-act="link"]').click()
        box = self._desk.active("[data-picker]").get_by_role("combobox")
        box.fill(words)
        self._desk.active("[data-picker]").get_by_role("option").first.click()
        expect(self._desk.active("[data-links] li")).to_have_count(1)
        return self

    def source(self, title: str, publisher: str, url: str) -> Card:
        """Add a new source and link it."""
        self._desk.active('[data-act="source"]').click()
        box = self._desk.active("[data-picker]").get_by_role("combobox")
        box.fill(title)
        self._desk.active("[data-picker]").get_by_role("option").filter(has_text="New source").click()
        dialog = self._page.get_by_role("dialog")
        for label, words in (("Publisher", publisher), ("Address", url)):
            dialog.get_by_label(label).fill(words)
        dialog.get_by_label("Tier").select_option("primary")
        dialog.get_by_label("Kind of source").select_option("statement")
        dialog.get_by_role("button", name="Add source").click()
        expect(self._desk.active("[data-sources] .source-link")).to_have_count(1)
        return self

    def _choose(self, name: str, answer: Any) -> None:
        answers = answer if isinstance(answer, list) else [answer]
        for one in answers or [""]:
            value = str(one).lower() if isinstance(one, bool) else one
            self._field(name).locator(f'label.chip:has(input[value="{value}"])').click()

    def _field(self, name: str) -> Locator:
        found: Locator = self._desk.active(f'[data-attribute="{name}"]')
        return found
