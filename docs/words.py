"""Gathers what the interface says into the templates that translators start from; `make words` runs it.

Usage: python docs/words.py
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from annotator import errors
from annotator.domain.agreement import reasons
from annotator.domain.metadata import GENRES
from annotator.edge import status
from annotator.web.catalogs import FOLDER, PAGES, SCRIPTS
from annotator.web.errors import BY_CODE
from annotator.web.review.views import DONE
from exports.format import formats
from exports.offsets import NAMES
from exports.release.fields import FIELDS

ROOT = Path(__file__).parents[1]
SPOKEN = "annotator/api/problems.py"
"""What the pages of errors say too."""
TONGUES = ("annotator/api", "annotator/cli", "annotator/demo", "annotator/migrations")
"""What speaks English to programs and operators alone."""
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}
PLACES = {
    **dict.fromkeys(["_", "gettext", "lazy_gettext", "say"], (0,)),
    **dict.fromkeys([*ERRORS, "Problem", "done"], (1,)),
    "answer": (2,),
    "counted": (1, 2),
}
"""Where in a call the words stand."""
NAMED = ("words", "detail")
"""What words are called that an error is given later."""
IN_TEMPLATES: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "counted": (2, 3)}
TEXT = r"'((?:\\.|[^'\\])*)'"
IN_SCRIPTS = re.compile(rf"\bt\({TEXT}(?:, \{{[^{{}}]*(?:\([^{{}}]*)?\}}(?:, {TEXT})?)?")
OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}

Message = str | tuple[str, ...]


def main() -> None:
    """Write the templates anew."""
    for domain, messages in DOMAINS.items():
        (FOLDER / f"{domain}.pot").write_bytes(template(messages()))


def template(messages: Iterator[tuple[str, Message]]) -> bytes:
    """Return the messages as a template: in order, with the files that say them."""
    catalog = Catalog(charset="utf-8")
    for file, message in messages:
        catalog.add(message, locations=[(file, 0)])
    written = io.BytesIO()
    write_po(written, catalog, sort_output=True, omit_header=True, include_lineno=False)
    return written.getvalue()


def pages() -> Iterator[tuple[str, Message]]:
    """Yield what pages say, and the core through them, each message with its file."""
    for path in sources("annotator/**/*.py", "exports/**/*.py"):
        for message in in_python(path.read_text(encoding="utf-8")):
            yield name(path), message
    for path in sources("annotator/web/templates/**/*.html"):
        with path.open("rb") as file:
            for _, message, *_ in extract("jinja2", file, IN_TEMPLATES, options=OPTIONS):
                yield name(path), message
    yield from tables()


def scripts() -> Iterator[tuple[str, Message]]:
    """Yield what the scripts say: `t('…')`, and with a count `t('…', {…}, '…')`."""
    for path in sources("annotator/web/static/js/**/*.js"):
        for one, many in IN_SCRIPTS.findall(path.read_text(encoding="utf-8")):
            yield name(path), (_plain(one), _plain(many)) if many else _plain(one)


def tables() -> Iterator[tuple[str, Message]]:
    """Yield what stands in tables of the core and of the formats, which know nothing of languages."""
    for words in (
        *reasons.WORDS.values(),
        *status.TITLES.values(),
        *BY_CODE.values(),
        *DONE.values(),
        *GENRES,
        *NAMES.values(),
    ):
        yield "annotator", words
    for info in formats():
        yield "exports", info.title
        for lost in info.loses:
            yield "exports", lost
    for field in FIELDS:
        yield "exports/release/fields.py", field.label
        yield "exports/release/fields.py", field.help


def in_python(code: str) -> Iterator[Message]:
    """Yield the messages of a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and (places := PLACES.get(_called(node))):
            found = [list(_words(node, place)) for place in places]
            yield from (words[0] if len(words) == 1 else words for words in zip(*found, strict=False))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in NAMED:
            yield from _texts(node.value)


def sources(*patterns: str) -> list[Path]:
    """Return the files whose words are shown to people in their language."""
    found = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return [path for path in found if name(path) == SPOKEN or not name(path).startswith(TONGUES)]


def name(path: Path) -> str:
    """Return the path as one would type it at the top of the repository."""
    return path.relative_to(ROOT).as_posix()


def _plain(text: str) -> str:
    return text.replace("\\'", "'")


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _words(node: ast.Call, place: int) -> Iterator[str]:
    """Yield what may stand at a place: a text, or either side of a choice."""
    return _texts(node.args[place] if place < len(node.args) else None)


def _texts(given: ast.expr | None) -> Iterator[str]:
    for one in (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


DOMAINS = {PAGES: pages, SCRIPTS: scripts}

if __name__ == "__main__":
    main()
