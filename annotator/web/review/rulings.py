"""What the form says, as the ruling that the service takes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from annotator import clock
from annotator.errors import Invalid
from annotator.models import Article, Case
from annotator.web.forms.review import OUTCOMES, DecisionForm
from annotator.web.review.editing import Editor, content_of
from annotator.web.review.lanes import Lane

A_DAY = 24 * 3600


def ruling(
    form: DecisionForm, article: Article, case: Case, lanes: list[Lane], editor: Editor | None
) -> dict[str, Any]:
    """Return the body of the decision; raises Invalid when the choice is none of those offered."""
    outcome, chosen = _outcome(form, lanes)
    if editor is not None and outcome in {"amend", "add"}:
        ids = list(editor.base.ids[:1]) if editor.base else []
        chosen = {**({"annotations": ids} if ids else {}), **content_of(editor, article.text, case.start or 0)}
    return {
        "case_version": form.case_version.data,
        "outcome": outcome,
        "chosen": chosen,
        "reason": form.reason.data,
        "rationale": form.rationale.data or None,
        "confidence": int(form.confidence.data),
        "seconds": _seconds(form.shown.data),
    }


def _outcome(form: DecisionForm, lanes: list[Lane]) -> tuple[str, dict[str, Any] | None]:
    choice = form.choice.data
    if choice in {lane.id for lane in lanes}:
        return "accept", {"annotations": [choice]}
    if choice not in OUTCOMES:
        raise Invalid("unknown_value", "Choose one of the readings shown.", pointer="/choice")
    if choice == "parts":
        return "accept", {"annotations": _parts(lanes)}
    if choice != "several":
        return choice, None
    kept = [lane.id for lane in lanes if lane.id in form.keep.data] or [lane.id for lane in lanes]
    return "accept", {"annotations": kept}


def _parts(lanes: list[Lane]) -> list[str]:
    """Return the readings of whoever saw most where another saw one: the finest cut."""
    pieces = Counter(layer for lane in lanes for layer in lane.layers)
    finest = max(pieces, key=lambda layer: (pieces[layer], layer))
    return [lane.id for lane in lanes if finest in lane.layers]


def _seconds(shown: int | None) -> int | None:
    """Return how long the case was looked at, as far as it is to be believed."""
    passed = int(clock.now().timestamp()) - shown if shown else -1
    return passed if 0 <= passed <= A_DAY else None
