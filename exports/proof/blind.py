"""Blindness, from the access chain: nobody saw another's layer before it was open to them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from exports.proof.report import Watch, Wrong

Access = dict[str, Any]


class Blindness(Watch):
    """Follows who annotates what, what is handed in and what is open, and holds every view against it."""

    name = "blindness"

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[int, list[Access]] = defaultdict(list)
        self._working: dict[str, dict[str, bool]] = defaultdict(dict)
        self._states: dict[tuple[str, str], tuple[str, str]] = {}
        self._opened: dict[str, bool] = {}

    def expect(self, access: Access) -> None:
        """Remember an access until the events reach the point at which it happened."""
        if access["action"] in {"view", "export"} and access["actor"] != "operator":
            self._views[access["acts"]].append(access)

    def take(self, event: dict[str, Any]) -> None:
        """Let an event change who is blind, then hold the views of that moment against it; raises Wrong."""
        for change in event["changes"]:
            kind, _, name = change["object"].partition("/")
            if kind in {"article", "assignment", "layer"} and "body" in change:
                self._change(kind, name, change.get("article") or "", json.loads(change["body"]))
        for access in self._views.pop(event["seq"], ()):
            self._judge(access)

    def end(self) -> None:
        """Judge no view twice, and none never; raises Wrong for one at a moment that is no event."""
        for acts in self._views:
            raise Wrong(f"a view after event {acts}, which is not there")

    def _change(self, kind: str, name: str, article: str, state: Any) -> None:
        if kind == "article":
            self._opened[article] = bool(state["opened"])
        elif kind == "layer":
            self._states[article, name] = (state["kind"], state["state"])
        else:
            self._working[article][state["annotator"]] = state["slot"] is not None

    def _judge(self, access: Access) -> None:
        self.looked_at += 1
        who, about, seq = access["actor"], access["about"], access["seq"]
        if access["action"] == "export":
            self._judge_export(who, set(about["without"]), seq)
            return
        article = about["article"]
        if article not in self._opened:
            self.note = "views of articles that are not in this release cannot be judged"
            return
        if self._is_blind(who, article):
            raise Wrong(f"access {seq}: {who} saw another's layer of article {article}, and was blind on it")
        for name in about["layers"]:
            kind, state = self._states.get((article, name), ("", ""))
            if kind == "annotator" and state == "open" and name != who:
                raise Wrong(f"access {seq}: {who} saw layer {name} of article {article} before it was handed in")

    def _judge_export(self, who: str, without: set[str], seq: int) -> None:
        blind_on = {article for article in self._opened if self._is_blind(who, article)}
        if not blind_on <= without:
            raise Wrong(f"access {seq}: {who} took article {min(blind_on - without)}, and was blind on it")

    def _is_blind(self, who: str, article: str) -> bool:
        return self._working[article].get(who, False) and not self._opened[article]
