"""Scripts joined into one say what they said apart."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.web import assets
from annotator.web.joining import joined, leaning, order

MODULES = {
    "js/lib/words.js": "export const t = (words) => words;\nexport async function later() { return 1; }\n",
    "js/lib/dom.js": "export { t } from './words.js';\nconst own = 1;\nexport function one() { return own; }\n",
    "js/desk/card.js": "import { one } from '../lib/dom.js';\nconst own = 2;\n"
    "export class Card { n = one() + own; }\n",
    "js/desk/main.js": "import { one as first, t } from '../lib/dom.js';\nimport { Card } from './card.js';\n"
    "console.log(t('n'), first(), new Card().n);\n",
    "js/aids/find.js": "import { t } from '../lib/words.js';\nimport { fuzzy } from './fuzzy.js';\n",
}
MAIN = "js/desk/main.js"


def test_each_comes_behind_what_it_needs() -> None:
    assert order(MODULES, MAIN) == ["js/lib/words.js", "js/lib/dom.js", "js/desk/card.js", MAIN]


def test_joined_they_do_the_same_and_keep_their_own_names(tmp_path: Path) -> None:
    node = shutil.which("node") or pytest.skip("no Node on this machine")
    (tmp_path / "main.mjs").write_text(joined(MODULES, MAIN), encoding="utf-8")
    said = subprocess.run([node, str(tmp_path / "main.mjs")], capture_output=True, text=True, check=True)
    assert said.stdout == "n 1 3\n"


def test_an_aid_takes_from_the_desk_only_what_is_there() -> None:
    assert leaning(MODULES["js/aids/find.js"], "js/aids/find.js", order(MODULES, MAIN), MAIN) == (
        "import { modules } from '../desk/main.js';\n"
        "const { t } = modules['js/lib/words.js'];\nimport { fuzzy } from './fuzzy.js';\n"
    )


def test_what_leans_on_nothing_stays() -> None:
    assert leaning("let a = 1;\n", "js/aids/a.js", [MAIN], MAIN) == "let a = 1;\n"


def test_modules_that_import_each_other_are_refused() -> None:
    circle = {"js/a.js": "import { b } from './b.js';\n", "js/b.js": "import { a } from './a.js';\n"}
    with pytest.raises(ValueError, match=r"js/a\.js imports js/b\.js imports js/a\.js"):
        joined(circle, "js/a.js")


def test_nothing_is_left_to_be_fetched_by_the_desk() -> None:
    desk = assets.with_desk(assets.read(assets.STATIC))
    text = desk[assets.DESK].data.decode()
    assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == ["export const modules = {};"]


def test_no_module_of_the_desk_is_left_over() -> None:
    modules = {
        path.relative_to(assets.STATIC).as_posix(): path.read_text() for path in assets.STATIC.rglob("*.js")
    }
    assert {path for path in modules if path.startswith("js/desk/")} <= {*order(modules, assets.DESK)}
