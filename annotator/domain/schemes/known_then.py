"""Whether what an article leaves out could be known when it was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotator.domain.schemes.dates import is_later, is_partial
from annotator.domain.schemes.parts import Tag, holds
from annotator.errors import Problem
from exports.shape import pointer
from schemas.sayings import say

Record = Mapping[str, Any]
Sources = Mapping[str, Record]

_LATER = "That came later: it is a development, not an omission. Withdraw it, or choose another level."


def applies(tag: Tag, annotation: Record) -> bool:
    """Say whether the rule of time holds for this annotation."""
    return tag.known_then is not None and holds(tag.known_then.when, annotation["attributes"])


def is_own_article(source: Record | None, article: Record) -> bool:
    """Say whether the source is the annotated article itself."""
    if source is None:
        return False
    same_url = source.get("url") is not None and source["url"] == article.get("url")
    return source.get("article") == article["id"] or same_url


def refused(tag: Tag, annotation: Record) -> Iterator[Problem]:
    """Yield the problem of an omission that says itself that it could not be known."""
    if tag.known_then is not None and applies(tag, annotation):
        name = tag.known_then.attribute
        if annotation["attributes"].get(name) is False:
            where = pointer("annotations", annotation["id"], "attributes", name)
            yield Problem("not_known_then", _LATER, where)


def warnings(tag: Tag, annotation: Record, article: Record, sources: Sources) -> Iterator[Problem]:
    """Yield what speaks against its having been known, or leaves it open."""
    if tag.known_then is None or not applies(tag, annotation):
        return
    where = pointer("annotations", annotation["id"])
    left_open = annotation["attributes"].get(tag.known_then.attribute) is None
    if left_open and not tag.attributes[tag.known_then.attribute].deprecated:
        label = tag.attributes[tag.known_then.attribute].words()
        detail: str = say("“%(label)s” is left open: could the article have told it?", label=label)
        yield Problem("not_known", detail, where + pointer("attributes", tag.known_then.attribute))
    if article.get("published") is None:
        detail = "The article has no date, so nobody can say what was known when it appeared."
        yield Problem("article_undated", detail, where)
    for number, source in _proofs(tag, annotation, sources):
        yield from _doubt(source, article.get("published"), f"{where}/sources/{number}")


def blocks_release(tag: Tag, annotation: Record, article: Record, sources: Sources) -> Iterator[Problem]:
    """Yield why a release may not hold this omission: no proof dated in time, or proof that is later."""
    if not applies(tag, annotation):
        return
    where, published = pointer("annotations", annotation["id"], "sources"), article.get("published")
    if published is None:
        detail = "The article has no date; give it one, or take the omission out."
        yield Problem("article_undated", detail, where)
        return
    proofs = [source.get("published") for _, source in _proofs(tag, annotation, sources)]
    if not any(when is not None and not is_later(when, published) for when in proofs):
        detail = say(
            "No source that proves this omission is dated before the article (%(published)s).", published=published
        )
        yield Problem("not_known_then", detail, where)
    elif any(when is not None and is_later(when, published) for when in proofs):
        detail = say(
            "A source that proves this omission is later than the article (%(published)s); unlink it.",
            published=published,
        )
        yield Problem("not_known_then", detail, where)


def _doubt(source: Record, published: str | None, where: str) -> Iterator[Problem]:
    when, title = source.get("published"), source.get("title")
    if when is None:
        yield Problem("source_undated", say("The source “%(title)s” has no date.", title=title), where)
        return
    if published is not None and is_later(when, published):
        detail = say(
            "The source “%(title)s” (%(when)s) is later than the article (%(published)s).",
            title=title,
            when=when,
            published=published,
        )
        yield Problem("later_source", detail, where)
    elif is_partial(when):
        yield Problem(
            "source_date_partial",
            say("The source “%(title)s” has no full date (%(when)s).", title=title, when=when),
            where,
        )


def _proofs(tag: Tag, annotation: Record, sources: Sources) -> Iterator[tuple[int, Record]]:
    """Yield the number and the source of each link that is meant as proof."""
    stance = tag.sources.stance if tag.sources is not None else "supports"
    for number, link in enumerate(annotation["sources"]):
        if link.get("stance") == stance and link["source"] in sources:
            yield number, sources[link["source"]]
