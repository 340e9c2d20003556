"""Why a layer that was handed in counts in no figure, as the events have it."""

from __future__ import annotations

import json
from typing import Any

from exports.proof.report import Wrong


class Asides:
    """Follows who was given what and what trains, and holds against it which layers are set aside."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], bool] = {}
        self._layers: dict[tuple[str, str], tuple[str | None, str | None]] = {}
        self._training: set[str] = set()

    def take(self, kind: str, change: dict[str, Any]) -> None:
        """Let an event give an article, take it back, say what it is for, or bring a layer."""
        if kind not in {"article", "assignment", "layer"} or "body" not in change:
            return
        state, article = json.loads(change["body"]), change["article"]
        if kind == "assignment":
            self._given[article, state["annotator"]] = state["slot"] is not None
        elif kind == "layer":
            name = change["object"].removeprefix("layer/")
            self._layers[article, name] = state.get("kind"), state.get("aside")
        elif state.get("purpose") == "training":
            self._training.add(article)
        else:
            self._training.discard(article)

    def require(self, article: str, layer: dict[str, Any]) -> None:
        """Raise Wrong for a layer that is set aside without a reason, or counts and should not."""
        at = article, layer["layer"]
        kind, said = self._layers.get(at, ("", layer.get("aside")))
        if kind == "annotator" and layer["state"] != "open":
            withdrawn = "withdrawn" if self._given.get(at) is False else None
            said = "training" if article in self._training else withdrawn
        if layer.get("aside") != said:
            raise Wrong(f"layer {at[1]} of article {article} is not set aside as its history says")
