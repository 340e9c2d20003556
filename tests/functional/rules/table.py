"""Every rule of the model with what breaks it: the code and the words that each door must give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import schemas
from tests.bodies import ENTITY, SOURCE, claim, framing, omission, point, rebuttal, segment, uid

Json = dict[str, Any]
NOWHERE = uid(998)
LATER = "That came later: it is a development, not an omission."
QUOTE = "exports rose by 12 percent in 2023"


@dataclass(frozen=True)
class Broken:
    """A layer that breaks one rule: its annotations by number, its relations, and what is said of that.

    `at` is where it is refused: storing an annotation (the last), storing a relation (the last), handing in.
    `coming` is the code at import where the contract gives offsets that come in one of their own.
    """

    rule: str
    code: str
    words: str
    annotations: tuple[Json, ...]
    relations: tuple[tuple[str, int, int], ...] = ()
    at: str = "annotation"
    coming: str = ""
    article: Json = field(default_factory=dict)

    @property
    def handed_in(self) -> bool:
        """Whether the rule is one of handing in."""
        return self.at == "hand-in"


def _with(body: Json, **more: Any) -> Json:
    return {**body, **more}


def _at(*segments: Json, kind: str = "span") -> Json:
    return _with(claim(), anchor={"kind": kind, "segments": list(segments)})


def _said(**attributes: Any) -> Json:
    return claim(**attributes)


def _link(**more: Any) -> Json:
    return _with(claim(), sources=[{"source": SOURCE, "stance": "supports", **more}])


def _one(rule: str, code: str, words: str, body: Json, **more: Any) -> Broken:
    return Broken(rule, code, words, (body,), **more)


def _anchors() -> Iterator[Broken]:
    fits = "offsets_do_not_fit"
    word, other = segment("exports"), segment("rose by")
    yield _one("a span has a segment", "bad_segments", "at least one segment, not 0", _at())
    yield _one(
        "a point has one segment",
        "bad_segments",
        "exactly one segment, not 2",
        omission({"kind": "point", "segments": [point(0)["segments"][0], point(9)["segments"][0]]}),
    )
    yield _one(
        "an article anchor has none",
        "bad_segments",
        "no segment, not 1",
        _with(omission(), anchor=_at(word, kind="article")["anchor"]),
    )
    yield _one(
        "a span ends after it starts",
        "empty_span",
        "ends after it starts",
        _at({"start": 4, "end": 4, "exact": ""}),
    )
    yield _one(
        "a point has no width",
        "bad_segments",
        "at the same offset",
        _with(omission(), anchor=_at(word, kind="point")["anchor"]),
    )
    yield _one(
        "segments stand in order", "bad_segments", "in order and neither touch nor overlap", _at(other, word)
    )
    yield _one(
        "segments do not touch",
        "bad_segments",
        "in order and neither touch nor overlap",
        _at(segment("expo"), segment("rts")),
    )
    yield _one("no white space at an end", "edge_space", "not with white space", _at(segment(" exports")))
    yield _one(
        "the quote is the text", "quote_mismatch", "not 'imports'", _at({**word, "exact": "imports"}), coming=fits
    )
    yield _one(
        "a segment is inside the text",
        "span_outside_text",
        "the text at",
        _at({"start": 0, "end": 9_999, "exact": "x"}),
        coming=fits,
    )
    yield _one(
        "boilerplate is not annotated",
        "in_boilerplate",
        "This is not part of the article",
        claim(),
        article={"regions": [{"role": "boilerplate", "start": 0, "end": 60}]},
    )
    for body, kind in ((claim(), "point"), (claim(), "article"), (rebuttal(), "point"), (framing(), "point")):
        anchor = point(0) if kind == "point" else {"kind": "article", "segments": []}
        yield _one(
            f"a {body['tag']} stands on no {kind}",
            "anchor_not_allowed",
            "stands on an anchor of kind",
            _with(body, anchor=anchor),
        )


def _values() -> Iterator[Broken]:
    yield _one("a tag of the scheme", "unknown_tag", "has no tag 'rumour' to choose", _with(claim(), tag="rumour"))
    yield _one("a note is short", "too_long", "A note takes 10,000 characters", claim(note="x" * 10_001))
    yield _one("confidence is 1 to 3", "out_of_range", "Confidence is 1 (unsure)", _with(claim(), confidence=4))
    yield _one("confidence is a number", "wrong_type", "Confidence is 1, 2 or 3.", _with(claim(), confidence="3"))
    yield _one(
        "an attribute of the tag",
        "unknown_field",
        "Claim has no attribute 'missing_text'.",
        _said(missing_text="x"),
    )
    yield _one("text(500)", "too_long", "the limit is 500", _said(normalized="x" * 501))
    yield _one("text(2000)", "too_long", "the limit is 2,000", omission(missing_text="x" * 2001))
    yield _one("a text is text", "wrong_type", "A text is expected here.", _said(normalized=5))
    yield _one("id(V)", "unknown_value", "has no 'shouted' to choose in voice", _said(voice="shouted"))
    yield _one(
        "no other vocabulary",
        "unknown_value",
        "has no 'support' to choose in rebuttal_stance",
        rebuttal(stance="support"),
    )
    yield _one("ids(V)", "unknown_value", "has no 'gossip' to choose in claim_type", _said(claim_type=["gossip"]))
    yield _one(
        "no repeats",
        "repeated_value",
        "'causal' stands here twice; keep one.",
        _said(claim_type=["causal", "causal"]),
    )
    yield _one(
        "an entity is an id",
        "wrong_type",
        "The id of an entity is expected here.",
        _said(speaker={"name": "x"}),
    )
    yield _one(
        "an entity is there", "unknown_value", f"There is no entity {NOWHERE} to name here", _said(speaker=NOWHERE)
    )
    yield _one(
        "entities are there",
        "unknown_value",
        f"There is no entity {NOWHERE} to name here",
        omission(harms=[NOWHERE]),
    )
    yield _one(
        "entities do not repeat", "repeated_value", "stands here twice", omission(benefits=[ENTITY, ENTITY])
    )
    yield _one("a date is one", "bad_date", "is no date; write a year", _said(claim_date="2023-02-30"))
    yield _one("a country is one", "unknown_value", "is no ISO 3166 code", _said(location_iso="XX"))
    yield _one(
        "a rating is on a scale",
        "unknown_value",
        "is not on the scale politifact, from pants_on_fire (1) to true (6).",
        _said(proposed_rating="politifact:wrong"),
    )
    yield _one("bool", "wrong_type", "True or false is expected here.", framing(in_quote="yes"))
    yield _one("int(1..3)", "out_of_range", "4 is outside 1 to 3.", framing(intensity=4))
    yield _one("int is whole", "out_of_range", "1.5 is not a whole number", framing(intensity=1.5))
    inner = {"kind": "span", "segments": [{**segment("said"), "exact": "sang"}]}
    yield _one("an inner quote is the text", "quote_mismatch", "not 'sang'", _said(cue_span=inner))
    yield _one(
        "a stance of the list", "unknown_value", "has no 'proves' to choose in stance", _link(stance="proves")
    )
    yield _one("a quote of 1000", "too_long", "the limit is 1,000", _link(quote="x" * 1001))
    yield _one("a paraphrase of 1000", "too_long", "the limit is 1,000", _link(paraphrase="x" * 1001))
    yield _one("fields of a link", "unknown_field", "A source link has no field 'page'.", _link(page=3))
    yield _one(
        "known before is yes or no",
        "wrong_type",
        "True, false or null is expected here.",
        _link(retrieved_before_publication="yes"),
    )
    yield _one(
        "a source is there", "unknown_value", f"There is no source {NOWHERE} to name here", _link(source=NOWHERE)
    )


def _relations() -> Iterator[Broken]:
    two = (claim(), claim("re-exports were counted twice"))
    mixed = (claim(), rebuttal())

    def wrong(rule: str, words: str, annotations: tuple[Json, ...], *relations: tuple[str, int, int]) -> Broken:
        return Broken(rule, "bad_relation", words, annotations, relations, at="relation")

    yield wrong("not to itself", "not to itself", two, ("part_of", 1, 1))
    yield wrong("a type of the scheme", "has no relation 'denies'", two, ("denies", 1, 2))
    yield wrong("ends: from", "rebuts goes from rebuttal, not from claim", two, ("rebuts", 1, 2))
    yield wrong(
        "ends: to",
        "frames goes to claim, rebuttal, not to framing",
        (framing(), framing("kept silent")),
        ("frames", 1, 2),
    )
    yield wrong("never drawn", "has no relation 'attributed_to'", two, ("attributed_to", 1, 2))
    yield wrong("once between two", "are joined by supports already", two, ("supports", 1, 2), ("supports", 1, 2))
    yield wrong("symmetric", "are joined by duplicates already", two, ("duplicates", 1, 2), ("duplicates", 2, 1))
    yield wrong("one tag", "elaborates joins two of one tag", mixed, ("elaborates", 2, 1))
    yield wrong("no circle of parts", "part_of would run in a circle", two, ("part_of", 1, 2), ("part_of", 2, 1))
    yield wrong(
        "no circle of details", "elaborates would run in a circle", two, ("elaborates", 1, 2), ("elaborates", 2, 1)
    )
    yield wrong("inside a layer", "relations stay inside a layer", two, ("part_of", 1, 77))


def _hand_in() -> Iterator[Broken]:
    whole = {
        "claim": claim(),
        "rebuttal": rebuttal(target_external="That it rose."),
        "omission": omission(),
        "framing": framing(),
    }
    for tag, rules in schemas.scheme()["tags"].items():
        for name, rule in rules["attributes"].items():
            if rule.get("required") == "submit" and not rule.keys() & {"when", "unless_relation"}:
                left = {key: value for key, value in whole[tag]["attributes"].items() if key != name}
                words = f"“{rule['label']['en']}” is not answered yet"
                yield _one(f"{tag}: {name}", "incomplete", words, _with(whole[tag], attributes=left), at="hand-in")
    late = [
        _one(
            "a verdict has its why",
            "incomplete",
            "“Why this verdict” is not answered yet",
            _said(proposed_verdict="refuted"),
        ),
        _one(
            "a rebuttal has a target",
            "incomplete",
            "“What is rebutted” is not answered yet; answer it, or draw the link",
            rebuttal(),
        ),
        _one(
            "a quoted framing has a speaker", "incomplete", "“Speaker” is not answered yet", framing(in_quote=True)
        ),
        _one(
            "an indirect target has an indirect aim",
            "not_applicable",
            "does not go with “Aim” as chosen",
            framing(indirect_target=ENTITY),
        ),
        _one("at least one kind", "incomplete", "“Kind of claim” is not answered yet", _said(claim_type=[])),
        _one(
            "an omission is proved",
            "source_required",
            "link a source that supports it",
            _with(omission(), sources=[]),
        ),
        _one(
            "context proves nothing",
            "source_required",
            "link a source that supports it",
            _with(omission(), sources=[{"source": SOURCE, "stance": "context"}]),
        ),
        _one("a link has a stance", "incomplete", "Say what this source does", _link(stance=None)),
        _one("no hindsight", "not_known_then", LATER, omission(available_at_publication=False)),
        Broken(
            "one main frame",
            "one_per_layer",
            "is chosen elsewhere already",
            (framing(frame_primary=True), framing("kept silent", frame_primary=True)),
        ),
    ]
    yield from (replace(one, at="hand-in") for one in late)


RULES = [*_anchors(), *_values(), *_relations(), *_hand_in()]
