"""Where a case is settled: its readings as they stand, and what most of its readers say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.cases.relations import SYMMETRIC
from annotator.domain.cases.verdicts import PROPOSED, VERDICT
from annotator.models import Annotation, Article, Case, Layer, Project, Relation
from annotator.queries import cases

LINK = "relation"


@dataclass(frozen=True)
class Bench:
    """The article and the case, with the readings compared.

    `says` holds what each of them says as text: the same for those that say the same.
    """

    project: Project
    article: Article
    case: Case
    readings: dict[str, Annotation]
    links: dict[str, Relation]
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_verdict(self) -> bool:
        """Tell whether the case is on the verdicts that its readings propose."""
        return bool(self.case.primary == VERDICT)

    @property
    def is_link(self) -> bool:
        """Tell whether the case is on links."""
        return bool(self.links and not self.readings)

    def overrules(self, taken: Collection[str]) -> bool:
        """Tell whether most readers say otherwise than what is taken: nothing, something, or something else."""
        whose: dict[str, set[str]] = {}
        for member in self.case.members:
            if member["id"] in self.says:
                whose.setdefault(self.says[member["id"]], set()).add(member["layer"])
        present = len(set().union(*whose.values()))
        people = present + len(self.case.missing)
        if not taken:
            return people > 1 and 2 * present > people
        most = {said for said, layers in whose.items() if 2 * len(layers) > present}
        return 2 * len(self.case.missing) > people or bool(most - {self.says.get(uuid) for uuid in taken})


def bench(session: Session, project: Project, article: Article, case: Case) -> Bench:
    """Return the case with its readings and relations as they stand in their layers."""
    ids = [member["id"] for member in case.members if member["id"]]
    inside = select(Layer.id).where(Layer.article_id == article.id, Layer.kind != "gold")
    rows = select(Annotation).where(Annotation.uuid.in_(ids), Annotation.layer_id.in_(inside))
    drawn = select(Relation).where(Relation.uuid.in_(ids), Relation.layer_id.in_(inside))
    order = {uuid: number for number, uuid in enumerate(ids)}
    readings = {row.uuid: row for row in sorted(session.scalars(rows), key=lambda row: order[row.uuid])}
    links = {row.uuid: row for row in session.scalars(drawn)}
    says = {uuid: content(row, of_verdict=case.primary == VERDICT) for uuid, row in readings.items()}
    says |= _shapes(session, article, links) if links else {}
    return Bench(project, article, case, readings, links, says)


def content(row: Annotation, *, of_verdict: bool = False) -> str:
    """Return what a reading says, or what verdict it proposes, as text."""
    if of_verdict:
        return repr(
            [row.attributes.get(PROPOSED + name) or None for name in (VERDICT, "missing_context", "rating")]
        )
    return repr((row.tag, row.anchor, row.attributes, row.sources))


def _shapes(session: Session, article: Article, links: Mapping[str, Relation]) -> dict[str, str]:
    """Return the type of each link and between which cases of the article it goes."""
    at = {
        member["id"]: case.id
        for case in cases.of_article(session, article)
        if case.primary not in (LINK, VERDICT)
        for member in case.members
    }

    def shape(row: Relation) -> str:
        ends = [at.get(row.from_uuid, 0), at.get(row.to_uuid, 0)]
        return f"{row.type} {sorted(ends) if row.type in SYMMETRIC else ends}"

    return {uuid: shape(row) for uuid, row in links.items()}
