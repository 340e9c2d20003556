"""What is acted on, as the facts that a predicate may ask about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """Facts about one object as seen by one actor; facts that do not apply stay false.

    `assigned`: the actor annotates the article. `beside`: the actor annotates another article of its
    story. `opened`: its gold is open to annotators. `own`: the layer, entity or source is the actor's.
    `common`: the entity or source was made by a manager or came with an import. `open_layer`: a person's
    layer not handed in. `own_case`: the case holds an annotation of the actor. `released`: calibration is
    shown to annotators. `trained`: the layer of a training article was handed in. `second_awaited`: a case
    of the article is to be decided a second time by the actor.
    """

    project_id: int | None = None
    assigned: bool = False
    beside: bool = False
    opened: bool = False
    own: bool = False
    common: bool = False
    open_layer: bool = False
    own_case: bool = False
    released: bool = False
    trained: bool = False
    second_awaited: bool = False
