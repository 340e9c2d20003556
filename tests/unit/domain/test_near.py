"""Wire copy printed twice is recognised, also when one paper cut it."""

from __future__ import annotations

from annotator.domain.near import Copy, copies

WIRE = " ".join(f"word{n}" for n in range(60))
OTHER = " ".join(f"other{n}" for n in range(60))
CUT = " ".join(WIRE.split()[:30])


def test_a_cut_copy_is_a_copy():
    assert copies([WIRE, CUT, OTHER]) == [Copy(0, 1, 100)]


def test_a_shared_sentence_is_none():
    assert copies([WIRE, " ".join(WIRE.split()[:10]) + " " + OTHER]) == []


def test_texts_too_short_to_tell_are_none():
    assert copies(["a b", "a b", ""]) == []
