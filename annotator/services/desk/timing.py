"""Time on task: the seconds worked before each act, added up for the layer and kept in its history."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from annotator.db.prepared import Prepared
from annotator.records.states import time_of
from annotator.services.desk.desks import LAYERS
from annotator.services.proof.history import Act

_SPEND: Prepared[tuple[int]] = Prepared(
    update(LAYERS)
    .where(LAYERS.c.id == bindparam("layer"))
    .values(seconds=LAYERS.c.seconds + bindparam("spent"))
    .returning(LAYERS.c.seconds)
)


def spend(act: Act, article_id: int, layer_id: int, name: str, seconds: int) -> None:
    """Add the seconds to the layer, and to the act the sum, so that the history tells both."""
    if not seconds:
        return
    found = _SPEND.first(act.session, layer=layer_id, spent=seconds)
    assert found is not None
    key, state = time_of(name, found[0])
    act.touched.append((article_id, key, state))
