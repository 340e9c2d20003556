"""Whatever is stored stays out of headers, types, names of files, lines of the log and cells of tables."""

from __future__ import annotations

import csv
import io
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.released import add
from tests.strings.columns import HELD
from tests.strings.payloads import LINES, SHAPES, UNREADABLE, payload
from tests.strings.poisoned import Poisoned, poisoned
from tests.visitors import Visitor
from tests.world import World

TYPES = {"text/html", "application/json", "text/csv", "text/plain", "application/yaml", "text/javascript"}
NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")
LEADS = re.compile(r"(https?://|mailto:|/(?![/\\])|[?#]|[\w.-]*(\?|#|$))")
OURS = re.compile(r"attachment; filename=\"?[\w.-]+\"?")
TABLES = ["statistics/file", "export/file?format=csv&layers=all", "agreement/file?format=csv"]


@pytest.fixture(scope="module")
def made(world_template: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Poisoned]:
    made = poisoned(world_template, tmp_path_factory.mktemp("strings"), ["man"])
    yield made
    made.world.close()


def test_no_header_no_type_and_no_line_of_the_log_bears_what_was_stored(made, caplog):
    caplog.set_level(logging.DEBUG)
    man, kinds = made.visitor("man"), []
    for path in made.paths:
        if path != "/api/v1/projects/news/export":  # no record leaves that breaks its schema, as these do
            answer = man.get(path)
            told = "".join(f"{name}: {value}" for name, value in answer.headers)
            assert "x-p=" not in told and told.isascii() and told.isprintable(), path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert answer.mimetype != "text/html" or acting(answer.text) == [], path
            kept = answer.headers.get("Content-Disposition", "")
            assert not kept or OURS.fullmatch(kept), path
            assert answer.mimetype != "text/html" or not (kept or path.startswith("/api/")), path
            kinds += [answer.mimetype] if answer.status_code == 200 and not kept else []
    assert len(kinds) > 80 and set(kinds) <= TYPES
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("annotator")]
    assert [line for line in lines if "x-p=" in line or not line.isprintable()] == []


class Acts(HTMLParser):
    """Gathers what a page would do by what was stored: a tag, an attribute, an address that runs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the mark of a payload where it is no text, and addresses that are neither ours nor of the web."""
        for name, value in attrs:
            leads = name in {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "poster"}
            if name.startswith(("x-p", "on")) or (leads and not LEADS.match(value or "")):
                self.found.append(f"<{tag} {name}={value}")


def acting(page: str) -> list[str]:
    reader = Acts()
    reader.feed(page)
    return reader.found


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula(world, table):
    for number in range(len(SHAPES) - len(LINES), len(SHAPES)):
        words = payload(number, "x").translate(UNREADABLE)
        add(world, f"f{number}", title=words, authors=[words], rights="CC BY 4.0", story=None)
    answer = Visitor(world, "man").get(f"/projects/news/{table}")
    assert answer.status_code == 200
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert len(cells) > 20
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell and not NUMBER.fullmatch(cell)] == []


def test_every_column_that_can_hold_words_was_made_of_payloads(made):
    tried = {re.split(r"[\[ ]", ".".join(place.split(".")[:2]))[0] for place in made.poison.places}
    assert tried == {f"{table}.{column}" for table, columns in HELD.items() for column in columns.split()}
