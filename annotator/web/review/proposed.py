"""What is proposed on a case, as the review desk says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from annotator.models import Article, Case, Project
from annotator.services.review import proposing
from annotator.web.review.lanes import Lane

REJECT = "reject"


@dataclass(frozen=True)
class Proposed:
    """What is taken unless somebody says otherwise: the value of its choice, and once it may be told, the ground.

    `says` names it, `shared` are the words that most readings hold where these are nobody's words, `sure` is how
    often proposals as sure as this one were taken, in percent, by so many `decisions`.
    """

    choice: str
    says: str
    ground: str = ""
    shared: str = ""
    sure: int | None = None
    decisions: int | None = None

    @property
    def words(self) -> str:
        """Return what is proposed, and why."""
        return f"{self.says}: {self.ground}."


def proposed(
    opened: Session, project: Project, article: Article, case: Case, lanes: Sequence[Lane]
) -> Proposed | None:
    """Return what may be said of the proposal on the case now."""
    view = proposing.view(opened, project, case)
    if view is None:
        return None
    taken = view["options"][view["offered"] if "offered" in view else view["chosen"]]
    lane = next((lane for lane in lanes if set(taken["ids"][:1]) & set(lane.ids)), None)
    choice = lane.id if lane else REJECT
    says = gettext("Reading %(number)s", number=lane.number) if lane else gettext("No annotation")
    if "ground" not in view:
        return Proposed(choice, says)
    sure = None if view["confidence"] is None else round(100 * view["confidence"])
    return Proposed(choice, says, view["ground"], _shared(view, taken, article.text), sure, view["decisions"])


def _shared(view: Mapping[str, Any], taken: Mapping[str, Any], text: str) -> str:
    """Return the words, a stretch a line, that most readings of the tag proposed hold, where nobody drew these."""
    found = (o for o in view["options"] if o["kind"] == "shared" and o["tag"] == taken["tag"])
    return "\n".join(text[s["start"] : s["end"]] for option in found for s in option["segments"])
