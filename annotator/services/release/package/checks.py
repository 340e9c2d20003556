"""What must be right before a release may be made: each hole with the place and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from annotator.domain import sources
from annotator.domain.schemes import Scheme
from exports.factchecks import own_evidence
from exports.release.fields import empty
from schemas.sayings import say

Json = dict[str, Any]

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s()./-]?\d){8,13}(?![\w-])")
ROLES = frozenset({"admin", "annotator", "gold", "manager", "operator", "researcher", "reviewer"})


@dataclass(frozen=True)
class Hole:
    """One thing that stands in the way: which check, what is wrong with what to do, and the page to go to."""

    check: str
    words: str
    where: str

    def to_record(self) -> Json:
        """Return it for a program."""
        return asdict(self)


def card_holes(slug: str, card: Mapping[str, str]) -> Iterator[Hole]:
    """Yield the fields of the card that are empty and may not be."""
    for field in empty(card):
        words = say(
            "The card says nothing about “%(label)s”. Write it there: %(help)s", label=field.label, help=field.help
        )
        yield Hole("card", words, f"/projects/{slug}/releases/card#{field.name}")


def record_holes(problems: Sequence[str], article: Json) -> Iterator[Hole]:
    """Yield what keeps the record of an article from leaving: quotes, places, attributes, links."""
    for problem in problems:
        yield Hole("record", f"{_title(article)}: {problem}", f"/articles/{article['id']}")


class Checks:
    """The checks of article records under one scheme; `names` are the user names of the project's people."""

    def __init__(self, slug: str, scheme: Scheme, names: Collection[str]) -> None:
        self._slug, self._scheme = slug, scheme
        known = sorted({name for name in names if len(name) > 2 and name.casefold() not in ROLES})
        pattern = "|".join(map(re.escape, known))
        self._names = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if known else None

    def holes(self, article: Json) -> Iterator[Hole]:
        """Yield what is wrong with an article that may otherwise leave."""
        yield from self._gold(article)
        for _, _, words in own_evidence(article):
            yield Hole("fact_check", f"{_title(article)}: {words}", f"/projects/{self._slug}/fact-checks")
        for source in article["sources"]:
            yield from self._source(source)
        for where, text in _words_of(article):
            yield from self._identifiers(article, where, text)

    def _gold(self, article: Json) -> Iterator[Hole]:
        sources = {source["id"]: source for source in article["sources"]}
        checked = [one for check in article["fact_checks"] for one in check.get("mentions") or ()]
        place = f"/articles/{article['id']}/review"
        for layer in article["layers"]:
            if layer["layer"] != "gold":
                continue
            for annotation in layer["annotations"]:
                outgoing = [link for link in layer["relations"] if link["from"] == annotation["id"]]
                problems = self._scheme.gold_holes(annotation, outgoing, article, sources)[0]
                problems = [*problems, *self._scheme.release_holes(annotation, article, sources)]
                for problem in problems:
                    yield Hole("gold", f"{_title(article)}: {problem.detail} ({_quote(annotation)})", place)
                if annotation["tag"] == "claim" and checked.count(annotation["id"]) != 1:
                    words = say(
                        "%(article)s: the gold claim %(quote)s is a mention of %(count)s fact-checks, not of one; "
                        "decide its case again.",
                        article=_title(article),
                        quote=_quote(annotation),
                        count=checked.count(annotation["id"]),
                    )
                    yield Hole("fact_check", words, place)

    def _source(self, source: Json) -> Iterator[Hole]:
        place = f"/projects/{self._slug}/sources/{source['id']}"
        name = source.get("title") or source["id"]
        for problem in sources.lacking(source, released=True):
            yield Hole("source", say("The source “%(name)s”: %(what)s", name=name, what=problem.detail), place)

    def _identifiers(self, article: Json, where: str, text: str) -> Iterator[Hole]:
        found = MAIL.search(text) or PHONE.search(text) or (self._names.search(text) if self._names else None)
        if found:
            words = say(
                "%(article)s: %(where)s holds %(found)r, which names a person; take it out.",
                article=_title(article),
                where=where,
                found=found[0],
            )
            yield Hole("identifier", words, f"/articles/{article['id']}")


def _words_of(article: Json) -> Iterator[tuple[str, str]]:
    """Yield the texts in which people write to each other, with what they are."""
    for layer in article["layers"]:
        for annotation in layer["annotations"]:
            if annotation["note"]:
                yield (
                    say(
                        "the note on %(annotation)s in layer %(layer)s",
                        annotation=_quote(annotation),
                        layer=layer["layer"],
                    ),
                    annotation["note"],
                )
            if justification := annotation["attributes"].get("proposed_justification"):
                yield (
                    say(
                        "the justification on %(annotation)s in layer %(layer)s",
                        annotation=_quote(annotation),
                        layer=layer["layer"],
                    ),
                    justification,
                )
    for decision in article["decisions"]:
        if decision.get("rationale"):
            yield say("the rationale of decision %(id)s", id=decision["id"]), decision["rationale"]
    for check in article["fact_checks"]:
        if check.get("justification"):
            yield (
                say("the justification of the fact-check “%(claim)s”", claim=check["claim"][:60]),
                check["justification"],
            )


def _title(article: Json) -> str:
    return f"“{article['title'] or article['id']}”"


def _quote(annotation: Json) -> str:
    words = " … ".join(segment["exact"] for segment in annotation["anchor"]["segments"])
    short = f"{words[:60]}…" if len(words) > 60 else words
    return f"{annotation['tag']} “{short}”" if short else f"{annotation['tag']} {annotation['id']}"
