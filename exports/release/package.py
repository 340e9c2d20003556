"""Write the whole folder of a release; the same records give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

import schemas
from exports import record as records
from exports.release import card, croissant, rows, terms, votes
from exports.release.changes import Before, Changes
from exports.release.files import Folder, Lines
from exports.release.release import Corpus, Release
from exports.release.statistics import Statistics
from exports.release.texts import FULL, OFFSETS, passed_on, schema, withheld, without_words
from exports.release.wording import yaml as as_yaml

Json = dict[str, Any]

UNDIVIDED = "all"
RESERVED = frozenset(
    "annotations annotators cases characters decisions entities fact_checks gold relations sources texts".split()
)
"""Files of the package that no part of a split may be called like."""

SCHEMA = "annotator/release/1"
TOOL = Path(__file__).with_name("restore_texts.py")
_LINE = msgspec.json.Encoder()


def write(path: Path, release: Release, corpus: Corpus) -> tuple[Json, Changes]:
    """Write all files but the seal; return the manifest, and what changed since the release before."""
    folder, changes = Folder(path), Changes(corpus.version_before)
    data = _Data(folder, release, corpus, changes)
    data.run()
    _words(folder, release, data, changes)
    for name, lines in corpus.lines.items():
        with folder.lines(name, rows=name.endswith(".jsonl")) as file:
            for line in lines:
                file.raw(line)
    folder.json("croissant.json", croissant.metadata(release, folder.files))
    return _manifest(folder, release), changes


class _Data:
    """The files under data/ while they are written, in one walk over the articles."""

    def __init__(self, folder: Folder, release: Release, corpus: Corpus, changes: Changes) -> None:
        self.folder, self.release, self.corpus = folder, release, corpus
        self.gold, self.readings = Statistics(release.scheme), Statistics(release.scheme)
        self.rights: Counter[str] = Counter()
        self._united = rows.United()
        self._open: dict[str, Lines] = {}
        self._before = {
            name: Before(name, corpus.before(f"data/{name}.jsonl"), changes)
            for name in ("annotations", "gold", "relations")
        }

    def run(self) -> None:
        """Write every article, and what hangs on it, then what is united over all."""
        for name in [*(self.release.splits.get("shares") or [UNDIVIDED]), *sorted(RESERVED)]:
            self._open[name] = self.folder.lines(f"data/{name}.jsonl")
        cases = _grouped(self.corpus.cases)
        for article in self.corpus.articles:
            self._article(article, cases(article["id"]))
        for before in self._before.values():
            before.close()
        for name in ("entities", "sources", "fact_checks"):
            for _, row in sorted(getattr(self._united, name).items()):
                self._open[name].row(row)
        for row in self.corpus.annotators:
            self._open["annotators"].row(row)
        for file in self._open.values():
            file.close()

    def _article(self, article: Json, cases: Iterable[Json]) -> None:
        part = self.release.part_of.get(article["id"])
        how = passed_on(article, self.release.texts)
        self.rights[article["rights"] or "not recorded"] += 1
        self._count(article)
        self._united.add(article)
        self._open[part or UNDIVIDED].raw(_line(article, how))
        if how != FULL:
            self._open["texts"].row(_withheld(article, how))
        for name, found in self._rows(article, part, cases):
            self._open[name].row(without_words(found) if how == OFFSETS else found)

    def _count(self, article: Json) -> None:
        gold = [layer for layer in article["layers"] if layer["layer"] == "gold"]
        self.readings.add(article, [layer for layer in article["layers"] if layer["layer"] != "gold"])
        if gold:
            self.gold.add(article, gold)

    def _rows(self, article: Json, part: str | None, cases: Iterable[Json]) -> Iterator[tuple[str, Json]]:
        for name, found in (
            ("annotations", rows.readings(article, part, gold=False)),
            ("gold", rows.readings(article, part, gold=True)),
            ("relations", rows.relations(article, part)),
        ):
            for row in found:
                yield name, self._before[name].stamped(row, self.release.version)
        yield from (("decisions", row) for row in rows.decisions(article))
        yield from (("characters", row) for row in votes.characters(article, part))
        yield from (("cases", votes.with_votes(case, article, part)) for case in cases)


def _line(article: Json, how: str) -> bytes:
    """Return the line of an article, with the digest of what it holds once words are withheld."""
    if how == FULL:
        return _LINE.encode(article) + b"\n"
    cut = withheld(article, how)
    return _LINE.encode({**cut, "history": {**cut["history"], "record_sha256": records.digest(cut)}}) + b"\n"


def _withheld(article: Json, how: str) -> Json:
    """Return what proves a copy of the text: its hash, its length, and the digest of the whole record."""
    return {
        "article": article["id"],
        "title": article["title"],
        "url": article["url"],
        "passed_on": how,
        "text_sha256": article["text_sha256"],
        "characters": len(article["text"]),
        "record_sha256": article["history"]["record_sha256"],
    }


def _grouped(cases: Iterable[Json]) -> Callable[[str], list[Json]]:
    """Return a function that hands out the cases of each article, asked in order."""
    groups = groupby(cases, key=lambda case: str(case["article"]))
    waiting: list[tuple[str, list[Json]]] = []

    def of(article: str) -> list[Json]:
        while not waiting or waiting[0][0] < article:
            waiting[:] = [(key, list(found)) for key, found in [next(groups, (_LAST, iter(())))]]
        return waiting[0][1] if waiting[0][0] == article else []

    return of


_LAST = "\U0010ffff"


def _words(folder: Folder, release: Release, data: _Data, changes: Changes) -> None:
    """Write what people read, and what tools need to read the rest."""
    folder.text("README.md", card.readme(release, folder.files, data.gold, data.readings))
    folder.text("LICENSE", terms.license_text(release))
    folder.text("LICENSE-TEXT.md", terms.text_license(release, data.rights))
    folder.text("CITATION.cff", terms.citation(release))
    folder.text("CHANGELOG.md", changes.markdown(release.version))
    for version, text in release.guidelines.items():
        folder.text(f"guidelines-v{version}.md", text)
    folder.text("scheme.yaml", as_yaml(release.scheme))
    folder.json("splits.json", release.splits)
    folder.json("agreement.json", release.agreement)
    for name in schemas.record_names():
        found = schemas.record(name, release.scheme)
        cut = release.texts != FULL or release.withheld
        folder.json(f"schema/{name}.schema.json", schema(found, release.texts) if cut else found)
    folder.text("restore_texts.py", TOOL.read_text(encoding="utf-8"))


def _manifest(folder: Folder, release: Release) -> Json:
    manifest = {
        "schema": SCHEMA,
        "project": release.slug,
        "version": release.version,
        "date": release.date,
        "options": release.options,
        "scheme": f"{release.scheme['scheme']} {release.scheme['version']}",
        "guidelines": release.guideline_version,
        "left_out": release.left_out,
        "offset_unit": "unicode_code_point",
        "files": dict(sorted(folder.files.items())),
    }
    folder.json("manifest.json", manifest)
    return manifest
