from __future__ import annotations

from annotator.domain.schemes import default

SCHEME = default()
R1, R2 = ({"id": name, "tag": "rebuttal"} for name in ("r1", "r2"))
C1, C2 = ({"id": name, "tag": "claim"} for name in ("c1", "c2"))


def relation(kind, source, target, own_id="rel"):
    return {"id": own_id, "type": kind, "from": source["id"], "to": target["id"]}


def test_a_legal_relation_passes():
    assert SCHEME.check_relation("rebuts", R1, C1, []) is None
    assert SCHEME.check_relation("rebuts", R1, C1, [relation("rebuts", R2, C1)]) is None


def test_an_illegal_one_says_why():
    problem = SCHEME.check_relation("rebuts", C1, C2, [])
    assert problem is not None
    assert (problem.code, problem.pointer) == ("bad_relation", "/type")
    assert problem.detail == "rebuts goes from rebuttal, not from claim."


def test_the_others_of_the_layer_count():
    beside = [relation("part_of", C1, C2), relation("part_of", C2, R1)]
    assert SCHEME.check_relation("part_of", R1, C1, beside)
    assert SCHEME.check_relation("part_of", C1, C2, beside)
    assert SCHEME.check_relation("duplicates", C2, C1, [relation("duplicates", C1, C2)])


def test_a_relation_does_not_stand_in_its_own_way():
    beside = [relation("part_of", C1, C2, "mine")]
    assert SCHEME.check_relation("part_of", C2, C1, beside, own_id="mine") is None
    assert SCHEME.check_relation("part_of", C2, C1, beside)


def test_what_is_no_type_is_refused():
    for kind in (None, 1, [], "rebutts"):
        assert SCHEME.check_relation(kind, R1, C1, [])
