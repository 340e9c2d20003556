"""What an annotator does with one article, from the first mark to the reopening; and what the others then do."""

from __future__ import annotations

from typing import Any

from tests.bodies import TEXT, claim, entity, rebuttal, source, uid
from tests.functional.api.test_adjudication import RULING, cases, work
from tests.functional.faults.story import Act, Story

HERE, NEWS = "/api/v1/articles/<article_id>", "/api/v1/projects/<slug>"
MARK, LINK = f"{HERE}/annotations/<uuid>", f"{HERE}/relations/<uuid>"
CLAIM, REBUTTAL, LINKED = ({"uuid": uid(number)} for number in (1, 2, 3))
REBUTS = {"type": "rebuts", "from": uid(2), "to": uid(1)}
CHECK = {"uuid": uid(13)}
CHECKED = {"claim": "Exports rose.", "mentions": [], "evidence": [], "verdict": "not_checked"}
DECIDED = frozenset({"annotation", "article", "decision", "fact_check", "layer", "mention"})
"""What a decision that is said again replaces by the same."""
SAID = {"article_id": "a2", "uuid": uid(14)}


def begin(story: Story) -> None:
    """Let the one who annotates have been here before."""
    assert story.world.as_("ann").get("/articles/a1/layers/mine").status_code == 200


def read_differently(story: Story) -> None:
    """Let there be another article, and in the first a claim that two mark with other ends: a case."""
    story.world.add_article("a2", f"{TEXT} More.")
    words = ("exports rose by 12 percent in 2023", "exports rose by 12 percent")
    ann, ben = ([claim(one)] for one in words)
    work(story.world, ann=ann, ben=ben)
    (case,) = cases(story.world)
    story.known |= {"case_id": case["id"], "version": case["case_version"]}
    story.known["chosen"] = case["members"][0]["annotation"]


def ruling(story: Story) -> dict[str, Any]:
    return {**RULING, "case_version": story.known["version"], "chosen": story.known["chosen"]}


ACTS = (
    Act(f"PUT {MARK}", "ann", claim(), at=CLAIM),
    Act(f"PUT {MARK}", "ann", rebuttal(), at=REBUTTAL),
    Act(f"PUT {LINK}", "ann", REBUTS, at=LINKED),
    Act(f"PUT {MARK}", "ann", claim(note="Changed."), at=CLAIM, version=1),
    Act(f"DELETE {MARK}", "ann", at=CLAIM),
    Act(f"PUT {MARK}", "ann", claim(), at=CLAIM, version=3),
    Act(f"DELETE {LINK}", "ann", at=LINKED),
    Act(f"DELETE {MARK}", "ann", at=REBUTTAL),
    Act(f"PUT {HERE}/submission", "ann", {}),
    Act(f"DELETE {HERE}/submission", "ann"),
)
OTHERS = (
    Act(f"PUT {NEWS}/entities/<uuid>", "man", entity("One"), at={"uuid": uid(11)}),
    Act(f"PUT {NEWS}/sources/<uuid>", "man", source("One", "https://one.example/"), at={"uuid": uid(12)}),
    Act(f"PUT {NEWS}/fact-checks/<uuid>", "rev", CHECKED, at=CHECK),
    Act(f"PUT {NEWS}/fact-checks/<uuid>", "rev", {**CHECKED, "claim": "They rose."}, at=CHECK, version=1),
    Act(f"POST {NEWS}/assignments", "man", {"article": "a2", "annotator": "ann"}),
    Act(f"PUT {HERE}/comments/<uuid>", "ann", {"text": "Unclear.", "kind": "unsuitable"}, at=SAID),
    Act(f"PUT {HERE}/comments/<uuid>/settlement", "man", at=SAID),
    Act("PUT /api/v1/cases/<case_id>/decision", "rev", ruling, supersedes=DECIDED),
)
