"""Make the demo project by the acts that people do: import, assign, annotate, hand in, decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.demo import reading
from annotator.demo.deciding import decide
from annotator.demo.stage import Stage
from annotator.models import Account, Article, Project
from annotator.permissions import OPERATOR, Actor
from annotator.queries import projects as queries
from annotator.services.corpus import importing
from annotator.services.desk import annotating, relating, submitting
from annotator.services.evidence import capturing, ledger
from annotator.services.evidence.vault import Vault
from annotator.services.people import assigning
from annotator.services.project import projects
from annotator.services.release import carding
from annotator.text.extracting.evidence import read_evidence

Json = dict[str, Any]


def exists(session: Session) -> bool:
    """Tell whether the demo project is there."""
    return session.scalar(select(Project.id).where(Project.slug == reading.project()["slug"])) is not None


def is_foreign(session: Session) -> bool:
    """Tell whether people or projects of somebody else are there, which the demo leaves alone."""
    return session.scalar(select(Project.id).limit(1)) is not None or bool(
        session.scalar(select(Account.id).where(Account.password_hash.is_not(None)).limit(1))
    )


def make(session: Session, people: dict[str, Account], vault: Vault) -> None:
    """Make all of it, as one piece of work that is there whole or not at all; captures go into the vault."""
    Making(session, people, vault).run()


class Making(Stage):
    """The demo while it is made."""

    def __init__(self, session: Session, people: dict[str, Account], vault: Vault) -> None:
        super().__init__(session, people)
        self.vault = vault

    def run(self) -> None:
        """Make the project, and each article's work in the order in which it was done."""
        self.project = self._project()
        self.scheme = queries.scheme(self.session, self.project)
        self._articles()
        self._ledger()
        self._capture()
        for name, article in self.articles.items():
            self._assign(article)
            self._work(name, article, reading.readings(name))

    def annotators(self) -> list[str]:
        """Return the names of those who annotate."""
        return [name for name, about in self.given["people"].items() if "annotator" in about.get("roles", ())]

    def _project(self) -> Project:
        slug, title, number = (self.given[name] for name in ("slug", "title", "per_article"))
        project = projects.create(self.session, OPERATOR, slug, title=title, per_article=number)
        for name, about in self.given["people"].items():
            for role in about.get("roles", ()):
                projects.add_member(self.session, OPERATOR, project, self.people[name], role)
        projects.publish_guideline(self.session, self.actor("manager"), project, reading.guidelines())
        carding.write(self.session, self.actor("manager"), project, self.given["card"])
        return project

    def _articles(self) -> None:
        for name, about in self.given["articles"].items():
            body = {**about, "text": reading.text(name), "language": "en", "genre": "reporting"}
            body |= {"rights": "Invented for this demo; free to use.", "meta": {"invented": "yes"}}
            article, _ = importing.import_one(self.session, self.actor("manager"), self.project, body)
            self.articles[name] = article

    def _ledger(self) -> None:
        manager = self.actor("manager")
        for name, about in self.given["entities"].items():
            self.ids[name] = clock.new_id()
            ledger.put_entity(self.session, manager, self.project, self.ids[name], about, if_match=None)
        for name, about in self.given["sources"].items():
            body = {**about, "language": "en"}
            if "article" in body:
                body["article"] = self.articles[body["article"]].public_id
            self.ids[name] = clock.new_id()
            ledger.put_source(self.session, manager, self.project, self.ids[name], body, if_match=None)

    def _capture(self) -> None:
        """Keep what the sources were seen as; the bytes are ours, and say that they are invented."""
        for name, data in reading.captures().items():
            url = self.given["sources"][name]["url"]
            where = (self.session, self.actor("manager"), self.project, self.ids[name], self.vault)
            capturing.attach(*where, read_evidence(data), final_url=url)

    def _assign(self, article: Article) -> None:
        for name in self.annotators():
            assigning.assign(self.session, self.actor("manager"), self.project, article, self.people[name])

    def _work(self, name: str, article: Article, given: Json) -> None:
        for person in self.annotators():
            actor = self.actor(person)
            self._annotate(name, article, given, person, actor)
            if person in given["hand_in"]:
                submitting.hand_in(self.session, actor, article.public_id)
        decide(self, name, article, given)

    def _annotate(self, name: str, article: Article, given: Json, person: str, actor: Actor) -> None:
        for key, about in given["annotations"].items():
            if person in about["by"]:
                uuid = self.made[name, person, key] = clock.new_id()
                body = reading.annotation_of(about, person, article.text, self.scheme, self.ids)
                annotating.put(self.session, actor, article.public_id, uuid, body, if_match=None)
        for start, kind, end in self._links(given, person):
            uuid = self.made[name, person, f"{start} {kind} {end}"] = clock.new_id()
            ends = {"from": self.made[name, person, start], "to": self.made[name, person, end]}
            relating.put(self.session, actor, article.public_id, uuid, {"type": kind, **ends}, if_match=None)

    def _links(self, given: Json, person: str) -> Iterator[tuple[str, str, str]]:
        for start, kind, end, by in given["relations"]:
            if person in by:
                yield start, kind, end
