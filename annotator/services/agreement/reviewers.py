"""What reviewers do: how far two agree, how often the rule is overruled, how strongly a proposal pulls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.reviewers import BetweenReviewers, Twice, between_reviewers
from annotator.domain.anchors import Anchor
from annotator.domain.cases.anchoring import Share, acceptance, offer, wilson
from annotator.domain.cases.readings import Reading
from annotator.domain.cases.trust import was_taken
from annotator.models import Annotation, Article, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import proposals, second_looks, targets
from annotator.records.agreement import alpha_record, figures_record
from annotator.services.review import results, settling
from annotator.services.review.bench import Bench, bench

Record = dict[str, Any]


def of_reviewers(session: Session, actor: Actor, project: Project) -> Record:
    """Return the figures on the reviewers of a project, of the articles that the asker may see.

    Raises Refused for whom agreement is not for.
    """
    require(actor, Permission.AGREEMENT_READ, targets.of_project(project.id))
    twice, rows = [], []
    for case, first, second in second_looks.pairs(session, actor, project):
        place = bench(session, project, session.get_one(Article, case.article_id), case)
        twice.append(_twice(session, place, first.body, second.body))
        rows.append(
            {
                "case": case.public_id,
                "article": place.article.public_id,
                "kind": case.primary,
                "differs": second.differs,
                "settled": second_looks.is_settled(session, case),
            }
        )
    looked = second_looks.looked_at(session, project)
    offers = acceptance(_offered(session, project))
    return {
        "shares": {"second": project.second_share, "sample": project.sample_share},
        "twice": _between(between_reviewers(twice)) | {"cases": rows},
        "overruled": _share(wilson([not _confirms(before, after) for before, after in looked])),
        "offers": {arm: _share(found) for arm, found in offers.items()},
    }


def _between(found: BetweenReviewers) -> Record:
    named = {"f1_exact": found.exact, "f1_iou": found.iou_weighted}
    counts = {"same": found.same, "decided": found.of}
    return {"option": alpha_record(found.alpha, metric="nominal"), **figures_record(named), **counts}


def _twice(session: Session, place: Bench, first: Record, second: Record) -> Twice:
    rulings = [settling.ruling_of(place.case, body) for body in (first, second)]
    known = _ranks(place)
    one, other = (_name(settling.answer(session, place, ruling), known) for ruling in rulings)
    golds = [[_reading(fields) for fields in settling.would_make(session, place, ruling)] for ruling in rulings]
    return Twice(one, other, (golds[0], golds[1]))


def _ranks(place: Bench) -> dict[str, str]:
    """Return a name for each distinct reading: by how many hold it, so that names mean the same in every case."""
    contents = Counter(results.content_of(_fields(row)) for row in place.readings.values())
    ordered = sorted(contents, key=lambda content: (-contents[content], content))
    return {content: f"reading {number}" for number, content in enumerate(ordered, 1)}


def _name(answer: settling.Answer, known: dict[str, str]) -> str:
    outcome, contents = answer
    return ", ".join(known.get(content, f"own words {content}") for content in contents) or outcome


def _fields(row: Annotation) -> Record:
    return {name: getattr(row, name) for name in results.COLUMNS}


def _reading(fields: Record) -> Reading:
    anchor = fields["anchor"]
    return Reading("", "", fields["tag"], anchor["kind"], Anchor.of(anchor).segments)


def _confirms(before: Record, after: Record) -> bool:
    """Tell whether a person took what the rule had taken: the readings on which all agree are alike."""
    return bool(after["outcome"] == before["outcome"] == "accept")


def _offered(session: Session, project: Project) -> Iterator[tuple[str, bool]]:
    """Yield, of every first decision before which something stood chosen, the arm and whether it was taken."""
    for proposal, case, decision in proposals.held(session, project):
        if decision["phase"] == "revealed":
            made = offer(case, proposal.options, proposal.chosen)
            yield made.arm, was_taken(proposal.options[made.option], decision)


def _share(found: Share) -> Record:
    return {"count": found.true, "of": found.of, "low": found.low, "high": found.high}
