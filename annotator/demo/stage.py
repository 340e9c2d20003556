"""What is there of the demo while it is made."""

from __future__ import annotations

from sqlalchemy.orm import Session

from annotator.demo import reading
from annotator.domain.schemes import Scheme
from annotator.models import Account, Article, Project
from annotator.permissions import Actor
from annotator.queries import actors


class Stage:
    """People and articles by their names in the files; `made` are the ids of annotations and relations.

    `made` is by article, person and key.
    """

    project: Project
    scheme: Scheme

    def __init__(self, session: Session, people: dict[str, Account]) -> None:
        self.session, self.people = session, people
        self.given = reading.project()
        self.ids: dict[str, str] = {}
        self.articles: dict[str, Article] = {}
        self.made: dict[tuple[str, str, str], str] = {}

    def actor(self, name: str) -> Actor:
        """Return the person as who acts, with the roles held now."""
        return actors.of_account(self.session, self.people[name])
