"""What the events leave behind, object by object, against what the corpus says of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from exports.proof.aliases import canonical_url, renamed_text
from exports.proof.asides import Asides
from exports.proof.plain import canonical
from exports.proof.report import Watch, Wrong

OF_ARTICLE = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
OF_PROJECT = {"entities": "entity", "sources": "source", "fact_checks": "fact_check"}
NAMING = frozenset({"annotation", "decision", "fact_check"})
WITHHELD = b"withheld"


class Fold(Watch):
    """The last state of every object that a corpus tells of; each line of the corpus takes its own out."""

    name = "fold"

    def __init__(self, aliases: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._aliases = aliases or {}
        self._places, self._asides = Places(), Asides()
        self._last: dict[str, bytes] = {}
        self._layers: set[str] = set()

    def take(self, event: dict[str, Any]) -> None:
        """Let an event change what it changed."""
        for change in event["changes"]:
            told = change["object"]
            kind = told.split("/", 1)[0]
            self._asides.take(kind, change)
            if kind not in KINDS:
                continue
            key = f"{change.get('article') or ''}\n{told}"
            state = self._said(kind, change["body"]) if "body" in change else WITHHELD
            if state is None:
                self._last.pop(key, None)
            else:
                self._last[key] = state

    def _said(self, kind: str, body: str) -> bytes | None:
        if self._aliases and kind == "source":
            self._places.take(body)
        named = renamed_text(body, self._aliases) if self._aliases and kind in NAMING else body
        state: bytes | None = KINDS[kind](named)
        return state

    def line(self, record: dict[str, Any]) -> None:
        """Compare an article of the corpus with what the events left; raises Wrong."""
        article = record["id"]
        self._compare(f"{article}\narticle/{article}", _article(record), f"the article {article}")
        for layer in record["layers"]:
            self._layer(article, layer)
        for name, kind in OF_PROJECT.items():
            for body in record[name]:
                self._compare(f"\n{kind}/{body['id']}", _of_project(kind, body), f"the {kind} {body['id']}")
        for body in record["decisions"]:
            self._compare(f"{article}\ndecision/{body['id']}", digest_of(body), f"the decision {body['id']}")
        for body in record["sources"]:
            self._places.require_one_place(body)

    def _layer(self, article: str, layer: dict[str, Any]) -> None:
        name = layer["layer"]
        where = f"layer {name} of article {article}"
        self._layers.add(f"{article}\n{name}")
        state = digest_of([layer["state"], layer["guideline_version"]])
        self._compare(f"{article}\nlayer/{name}", state, where)
        self._asides.require(article, layer)
        for row in layer["annotations"]:
            key = f"{article}\nannotation/{name}/{row['id']}"
            self._compare(key, digest_of(row), f"annotation {row['id']}, {where}", self._last.pop(key, None))
        for row in layer["relations"]:
            key = f"{article}\nrelation/{name}/{row['id']}"
            self._compare(key, digest_of(row), f"relation {row['id']}, {where}", self._last.pop(key, None))

    def _compare(self, key: str, found: bytes, what: str, said: bytes | None = None) -> None:
        said = said or self._last.get(key)
        if said is None:
            raise Wrong(f"{what} is not in the history")
        if said == WITHHELD:
            self.note = "some events are told without their contents"
        elif said != found:
            raise Wrong(f"{what} is not what its history says")
        else:
            self.looked_at += 1

    def end(self) -> None:
        """Look for what is in the history of a layer and not in the corpus; raises Wrong."""
        for key in self._last:
            article, told = key.split("\n")
            kind, _, rest = told.partition("/")
            if kind in {"annotation", "relation"}:
                layer, _, uuid = rest.rpartition("/")
                if f"{article}\n{layer}" in self._layers:
                    raise Wrong(
                        f"{kind} {uuid}, layer {layer} of article {article} is in the history and not here"
                    )


class Places:
    """Where the sources of the history are: a source stands for others of its address, and for no more."""

    def __init__(self) -> None:
        self._at: dict[str, tuple[str | None, bool]] = {}

    def take(self, body: str) -> None:
        """Remember the address of a source, and whether a decision joined it into another."""
        state = json.loads(body)
        if state:
            url = state.get("url")
            self._at[state["id"]] = canonical_url(url) if url else None, "joined_into" in state

    def require_one_place(self, source: dict[str, Any]) -> None:
        """Raise Wrong for an alias that the history has at another address; what it does not tell is taken."""
        url = source.get("url")
        for alias in source.get("aliases") or ():
            place, joined = self._at.get(alias, (None, True))
            if not joined and place != (canonical_url(url) if url else None):
                raise Wrong(f"source {source['id']} stands for {alias}, which is at another address")


def digest_of(value: Any) -> bytes:
    """Return the SHA-256 of the canonical JSON of the value."""
    return hashlib.sha256(canonical(value)).digest()


def _article(record: dict[str, Any]) -> bytes:
    state = {name: record.get(name) for name in (*OF_ARTICLE, "text_sha256", "regions")}
    return digest_of(state)


def _of_project(kind: str, body: dict[str, Any]) -> bytes:
    left_out = {"version", "mentions"} if kind == "fact_check" else {"version", "aliases"}
    return digest_of({name: value for name, value in body.items() if name not in left_out})


def _annotation_said(body: str) -> bytes | None:
    """Cut what a corpus does not carry out of the canonical text, which is much faster than to read it."""
    if body == "null" or body.endswith(',"withdrawn":true}'):
        return None
    start = body.rindex(',"position":')
    text = body[:start] + body[body.index(",", start + 1) :]
    return hashlib.sha256(text.removesuffix(',"withdrawn":false}').encode() + b"}").digest()


def _relation_said(body: str) -> bytes | None:
    state = json.loads(body)
    if state is None or state["withdrawn"]:
        return None
    return digest_of({name: state[name] for name in ("id", "type", "from", "to")})


def _layer_said(body: str) -> bytes | None:
    state = json.loads(body)
    return state and digest_of([state["state"], state["guideline_version"]])


def _article_said(body: str) -> bytes | None:
    state = json.loads(body)
    return state and _article(state)


def _decision_said(body: str) -> bytes | None:
    return None if body == "null" else hashlib.sha256(body.encode()).digest()


def _said_of(kind: str) -> Any:
    def said(body: str) -> bytes | None:
        state = json.loads(body)
        return state and _of_project(kind, state)

    return said


KINDS = {
    "annotation": _annotation_said,
    "article": _article_said,
    "decision": _decision_said,
    "layer": _layer_said,
    "relation": _relation_said,
} | {kind: _said_of(kind) for kind in OF_PROJECT.values()}
"""How the state of each kind is read from an event; the rest is no part of a corpus."""
