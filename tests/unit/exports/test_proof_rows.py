"""Every row of a release is held against its article: what it says, that it stands once, and in which part."""

from __future__ import annotations

import copy

import pytest

from exports.proof.report import Wrong
from exports.proof.rows import ROWS, Rows
from exports.release import rows as made
from exports.release.texts import OFFSETS, withheld, without_words
from tests.packages import article

ARTICLE = article()


def files(record, part="train"):
    """Return what a release says of the article, by file."""
    united = made.United()
    united.add(record)
    found = {
        "data/annotations.jsonl": list(made.readings(record, part, gold=False)),
        "data/gold.jsonl": list(made.readings(record, part, gold=True)),
        "data/relations.jsonl": list(made.relations(record, part)),
        "data/decisions.jsonl": list(made.decisions(record)),
    }
    united_rows = {f"data/{name}.jsonl": getattr(united, name) for name in ("entities", "sources", "fact_checks")}
    return copy.deepcopy(found | {name: list(rows.values()) for name, rows in united_rows.items()})


def check(said, record=ARTICLE, part="train"):
    watch = Rows(said)
    watch.line(part, record)
    for name, rows in said.items():
        for row in rows:
            watch.row(name, row)
    watch.end()


def test_what_a_release_says_is_what_its_articles_say():
    said = files(ARTICLE)
    assert said.keys() == ROWS.keys() and all(said.values())
    check(said)


def test_rows_without_the_words_of_the_text_are_those_of_articles_without_them():
    check({name: without_words(rows) for name, rows in files(ARTICLE).items()}, withheld(ARTICLE, OFFSETS))


CHANGED = {
    "data/annotations.jsonl": ("tag", "framing"),
    "data/gold.jsonl": ("note", "Another."),
    "data/relations.jsonl": ("type", "part_of"),
    "data/decisions.jsonl": ("rationale", "Another."),
    "data/entities.jsonl": ("name", "Another"),
    "data/sources.jsonl": ("title", "Another"),
    "data/fact_checks.jsonl": ("verdict", "no such"),
}


@pytest.mark.parametrize("name, change", CHANGED.items(), ids=CHANGED)
def test_a_row_that_is_changed_twice_or_gone_is_found_in_every_file(name, change):
    for words, forge in {
        "is not what its article says": lambda rows: rows[0].update([change]),
        "stands here twice": lambda rows: rows.append(rows[0]),
        "has no row": lambda rows: rows.pop(0),
    }.items():
        said = files(ARTICLE)
        forge(said[name])
        with pytest.raises(Wrong, match=words):
            check(said)


@pytest.mark.parametrize("name", ["data/annotations.jsonl", "data/gold.jsonl", "data/relations.jsonl"])
def test_a_row_that_moved_to_another_part_is_found(name):
    said = files(ARTICLE)
    said[name][0]["split"] = "test"
    with pytest.raises(Wrong, match="another part than its article"):
        check(said)
