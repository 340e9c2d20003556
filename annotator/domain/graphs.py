"""The graph of annotations and sources: who is linked to what, and where each stands in a picture.

A picture has a column a kind: sources, claims, rebuttals, omissions, framings. Inside a column nodes stand in
order of the mean height of what they are linked to in the columns already placed (barycentre), so that links
cross little. Lengths are in the units of the picture, a line of small text being 16 high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.domain.routes import ACROSS, DOWN, HEIGHT, WIDTH, Routes

COLUMNS = ("source", "claim", "rebuttal", "omission", "framing")
TOP = 34
LINE, LINES = 30, 2
"""How many characters a line of a node holds, and how many lines."""


@dataclass(frozen=True)
class Node:
    """An annotation or a source: its kind (a tag, or `source`), its words, where it leads, who speaks in it."""

    id: str
    kind: str
    words: str
    href: str
    speaker: str | None = None
    about: str = ""


@dataclass(frozen=True)
class Edge:
    """A link from one node to another; `kind` is the type of the relation, or the stance of the source."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True)
class Placed:
    """A node with its place and its words in lines."""

    node: Node
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """Nodes and links between them."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]

    def only(self, holds: Callable[[Node], bool], *, stance: str | None = None) -> Graph:
        """Return the annotations for which it holds, the links between them, and the sources that they cite.

        With a stance, only sources linked with it, and the annotations that they are linked to.
        """
        kept = {node.id for node in self.nodes if node.kind == "source" or holds(node)}
        sources = {node.id for node in self.nodes if node.kind == "source"}
        edges = [
            edge
            for edge in self.edges
            if {edge.start, edge.end} <= kept and (edge.start not in sources or stance in (None, edge.kind))
        ]
        cited = {edge.start for edge in edges}
        kept = {node for node in kept if node not in sources or node in cited}
        if stance is not None:
            kept &= {end for edge in edges if edge.start in sources for end in (edge.start, edge.end)}
        shown = [edge for edge in edges if {edge.start, edge.end} <= kept]
        return Graph([node for node in self.nodes if node.id in kept], shown)


@dataclass(frozen=True)
class Picture:
    """A graph laid out: the nodes in their places, the links as curves, the size of it all."""

    nodes: Sequence[Placed]
    curves: Sequence[tuple[Edge, str]]
    heads: Sequence[tuple[str, int]]
    width: int
    height: int
    node: tuple[int, int] = (WIDTH, HEIGHT)
    """The width and height of a node."""


@dataclass
class _Layout:
    places: dict[str, Placed] = field(default_factory=dict)
    heads: list[tuple[str, int]] = field(default_factory=list)

    def corner(self, node: str) -> tuple[int, int]:
        return self.places[node].x, self.places[node].y

    def columns(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for placed in self.places.values():
            found.setdefault(placed.x, []).append(placed.y)
        return found


def draw(graph: Graph) -> Picture:
    """Return the picture; nodes of kinds without a column of their own stand in a last one."""
    layout = _Layout()
    linked = _linked(graph.edges)
    kinds = [*COLUMNS, *sorted({node.kind for node in graph.nodes} - set(COLUMNS))]
    placing = [kind for kind in ("claim", *kinds) if any(node.kind == kind for node in graph.nodes)]
    columns = [kind for kind in kinds if kind in placing]
    for kind in dict.fromkeys(placing):
        x = columns.index(kind) * (WIDTH + ACROSS)
        layout.heads.append((kind, x))
        nodes = [node for node in graph.nodes if node.kind == kind]
        for at, node in enumerate(_ordered(nodes, linked, layout.places)):
            layout.places[node.id] = Placed(node, x, TOP + at * (HEIGHT + DOWN), _lines(node.words))
    routes = Routes(layout.columns())
    curves = [(edge, routes.path(layout.corner(edge.start), layout.corner(edge.end))) for edge in graph.edges]
    bottom = max((placed.y for placed in layout.places.values()), default=0) + HEIGHT
    width = len(columns) * (WIDTH + ACROSS) - ACROSS
    return Picture(list(layout.places.values()), curves, layout.heads, max(0, width), bottom + DOWN)


def _linked(edges: Iterable[Edge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in edges:
        found.setdefault(edge.start, []).append(edge.end)
        found.setdefault(edge.end, []).append(edge.start)
    return found


def _ordered(
    nodes: Sequence[Node], linked: Mapping[str, Sequence[str]], places: Mapping[str, Placed]
) -> list[Node]:
    def height(numbered: tuple[int, Node]) -> tuple[float, int]:
        number, node = numbered
        near = [places[other].y for other in linked.get(node.id, ()) if other in places]
        return (sum(near) / len(near) if near else number * (HEIGHT + DOWN), number)

    return [node for _, node in sorted(enumerate(nodes), key=height)]


def _lines(words: str) -> tuple[str, ...]:
    """Return the words in lines, cut at spaces; what does not fit ends in an ellipsis."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            if len(lines) == LINES:
                lines[-1] = lines[-1][: LINE - 1] + "…"
                break
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(line if len(line) <= LINE else line[: LINE - 1] + "…" for line in lines)
