"""What a release says of itself, out of one state of the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.models import Article, Case, Guideline, Layer, Project
from annotator.queries import projects
from annotator.services.people import backgrounds
from annotator.services.release import proving
from annotator.services.release.package import agreement, history
from annotator.services.release.package.gathering import Gathered
from annotator.services.release.package.history import Shown
from annotator.services.release.package.options import Options
from exports.release import Release

Json = dict[str, Any]
OURS = ("auto", "")


class Telling:
    """Hands out the parts of a package that are no article."""

    def __init__(
        self, session: Session, project: Project, found: Gathered, options: Options, version: str
    ) -> None:
        self._session, self._project, self._found = session, project, found
        self._options, self._version = options, version

    def release(self, card: Mapping[str, str], splits: Json, part_of: Mapping[str, str]) -> Release:
        """Return what the release is, apart from its rows."""
        project, found = self._project, self._found
        scheme = projects.scheme(self._session, project).data
        first, last = history.span(self._session, project)
        return Release(
            slug=project.slug,
            title=card.get("title") or project.title,
            version=self._version,
            date=last,
            texts=self._options.full()["texts"],
            options=self._options.full(),
            scheme=scheme,
            guidelines=self._guidelines(),
            guideline_version=project.guideline_version,
            card=card,
            splits=splits,
            part_of=part_of,
            agreement=agreement.report(found.measured),
            languages=sorted(found.languages),
            creators=[line.strip() for line in card["creators"].split("\n") if line.strip()] or [project.title],
            timeframe=[first, last],
            per_item=_per_item(found),
            machine=_machine(found.origins),
            withheld=found.without_rights,
            left_out=self._left_out(),
            progress=history.progress(self._session, project),
            background=backgrounds.of_release(self._session, project, self._readers()),
        )

    def annotators(self) -> Iterator[Json]:
        """Yield what each person did, by pseudonym."""
        for name, counts in sorted(self._found.people.items()):
            if name not in OURS:
                tags = {
                    tag: count for tag, count in sorted(counts.items()) if tag not in {"articles", "decisions"}
                }
                yield {
                    "annotator": name,
                    "articles": counts["articles"],
                    "annotations": tags,
                    "decisions": counts["decisions"],
                }

    def events(self) -> Iterator[bytes]:
        """Yield the lines of the history, with the contents of what is in the release."""
        shown = Shown(self._found.layers, self._found.ids, self._found.texts)
        return proving.events(self._session, self._project, shown.tells)

    def _readers(self) -> set[str]:
        """Return the pseudonyms of those whose readings are here."""
        return {name for name, counts in self._found.people.items() if name not in OURS and counts["articles"]}

    def _guidelines(self) -> dict[int, str]:
        wanted = {*self._found.guidelines, self._project.guideline_version}
        query = select(Guideline.version, Guideline.text).where(Guideline.project_id == self._project.id)
        rows = self._session.execute(
            query.where(Guideline.version.in_(sorted(wanted))).order_by(Guideline.version)
        )
        return {version: text for version, text in rows}

    def _left_out(self) -> Json:
        """Count what is in the project and not finished: a release takes no open layers."""
        articles = select(func.count()).select_from(Article).where(Article.project_id == self._project.id)
        layers = select(func.count()).select_from(Layer).join(Article, Article.id == Layer.article_id)
        layers = layers.where(Article.project_id == self._project.id, Layer.state == "open")
        total = self._session.scalar(articles) or 0
        open_cases = select(func.count()).select_from(Case).join(Article, Article.id == Case.article_id)
        open_cases = open_cases.where(Article.project_id == self._project.id, Case.state == "open")
        return {
            "articles": total - len(self._found.layers),
            "open_layers": self._session.scalar(layers) or 0,
            "open_cases": self._session.scalar(open_cases) or 0,
        }


def _per_item(found: Gathered) -> str:
    counts = Counter(len(names - {"gold"}) for names in found.layers.values())
    words = [f"{articles} articles by {people}" for people, articles in sorted(counts.items())]
    return "; ".join(words) or "none"


def _machine(origins: Counter[str]) -> str:
    suggested = origins["suggestion_accepted"] + origins["suggestion_edited"]
    if not suggested:
        return "None: no annotation here began as a suggestion."
    return f"{suggested} of {origins.total()} annotations began as a suggestion, which their origin says."
