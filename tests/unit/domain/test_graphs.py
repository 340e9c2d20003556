"""The picture of a graph: every node once, columns by kind, links from side to side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.graphs import COLUMNS, LINE, Edge, Graph, Node, draw
from annotator.domain.routes import HEIGHT


def node(id_, kind="claim", words="Exports rose.", speaker=None):
    return Node(id_, kind, words, f"#{id_}", speaker)


TRIANGLE = Graph(
    [node("c"), node("r", "rebuttal", speaker="Pell"), node("s", "source"), node("t", "source")],
    [Edge("r", "c", "rebuts"), Edge("s", "c", "supports"), Edge("t", "r", "refutes")],
)


def test_columns_stand_from_sources_to_framings():
    places = {placed.node.id: placed.x for placed in draw(TRIANGLE).nodes}
    assert places["s"] == places["t"] < places["c"] < places["r"]


def test_a_tag_leaves_its_nodes_and_what_they_cite():
    only = TRIANGLE.only(lambda node: node.kind == "claim")
    assert ([n.id for n in only.nodes], [e.kind for e in only.edges]) == (["c", "s"], ["supports"])


def test_a_stance_leaves_its_sources_and_what_they_are_linked_to():
    only = TRIANGLE.only(lambda node: True, stance="refutes")
    assert ({n.id for n in only.nodes}, [e.kind for e in only.edges]) == ({"r", "t"}, ["refutes"])
    assert TRIANGLE.only(lambda node: True, stance="context").nodes == []


def test_words_are_cut_to_two_lines():
    (placed,) = draw(Graph([node("c", words="word " * 40)], [])).nodes
    assert len(placed.lines) == 2 and placed.lines[1].endswith("…")
    assert all(len(line) <= LINE for line in placed.lines)


def test_nothing_is_an_empty_picture():
    assert draw(Graph([], [])).nodes == []


NODES = st.lists(st.sampled_from([*COLUMNS, "other"]), max_size=12)


@given(NODES, st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_no_two_nodes_stand_on_each_other(kinds, pairs):
    nodes = [node(str(n), kind) for n, kind in enumerate(kinds)]
    edges = [Edge(str(a), str(b), "x") for a, b in pairs if a != b and max(a, b) < len(nodes)]
    picture = draw(Graph(nodes, edges))
    assert len({(placed.x, placed.y) for placed in picture.nodes}) == len(nodes)
    assert all(placed.y + HEIGHT <= picture.height for placed in picture.nodes)
    assert len(picture.curves) == len(edges)
