"""Votes: who marked and who saw, soft labels as counts, stretches of text."""

from __future__ import annotations

from exports.release.votes import characters, with_votes


def annotation(uuid, tag="claim", *pairs, **attributes):
    segments = [{"start": start, "end": end, "exact": "x" * (end - start)} for start, end in pairs]
    return {"id": uuid, "tag": tag, "anchor": {"kind": "span", "segments": segments}, "attributes": attributes}


def layer(name, *annotations):
    return {"layer": name, "annotations": list(annotations)}


ARTICLE = {
    "id": "a",
    "text": "x" * 100,
    "decisions": [
        {"id": "d1", "case": "c", "supersedes": None},
        {"id": "d2", "case": "c", "supersedes": "d1"},
    ],
    "layers": [
        layer("ann", annotation("1", "claim", (0, 10), voice="direct_quote", claim_type=["causal", "numerical"])),
        layer("ben", annotation("2", "framing", (0, 8), in_quote=False)),
        layer("cha"),
        layer("gold", annotation("9", "claim", (0, 10))),
    ],
}
CASE = {
    "id": "c", "article": "a", "start": 0, "end": 10,
    "members": [{"layer": "ann", "annotation": "1"}, {"layer": "ben", "annotation": "2"}],
}  # fmt: skip


def test_whoever_read_and_marked_nothing_votes_too():
    found = with_votes(CASE, ARTICLE, "train")
    assert (found["marked_by"], found["seen_by"]) == (["ann", "ben"], ["ann", "ben", "cha"])
    assert found["soft_labels"]["tag"] == {"counts": {"claim": 1, "framing": 1, "none": 1}, "of": 3}


def test_attributes_are_counted_among_those_who_marked():
    soft = with_votes(CASE, ARTICLE, None)["soft_labels"]
    assert soft["claim.claim_type"] == {"counts": {"causal": 1, "numerical": 1}, "of": 2}
    assert soft["framing.in_quote"] == {"counts": {"false": 1}, "of": 1}


def test_the_decision_is_the_one_in_force():
    assert with_votes(CASE, ARTICLE, None)["decision"] == "d2"


def test_stretches_say_how_many_of_how_many_marked_them():
    one = layer("x", annotation("1", "claim", (0, 10), (20, 30)), annotation("2", "claim", (5, 12)))
    other = layer("y", annotation("3", "claim", (8, 25)))
    article = {"id": "a", "layers": [one, other, layer("z")]}
    found = [(row["start"], row["end"], row["count"], row["of"]) for row in characters(article, None)]
    assert found == [(0, 8, 1, 3), (8, 12, 2, 3), (12, 20, 1, 3), (20, 25, 2, 3), (25, 30, 1, 3)]
