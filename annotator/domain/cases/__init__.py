"""Cases: where the readings of one article differ, aligned by place and meaning, not by equal offsets."""

from __future__ import annotations

from annotator.domain.cases.drafts import ALGORITHM, CaseDraft, find_cases
from annotator.domain.cases.kinds import KINDS
from annotator.domain.cases.proposals import Proposal, proposal
from annotator.domain.cases.readings import Link, Reading
from annotator.domain.cases.standing import still_stands

__all__ = [
    "ALGORITHM", "KINDS", "CaseDraft", "Link", "Proposal", "Reading", "find_cases", "proposal", "still_stands",
]  # fmt: skip
