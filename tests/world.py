"""A small world to test in: a workspace with people, a project and articles, and clients that call the API."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from annotator.app import create_app
from annotator.config import Settings, make_workspace
from annotator.db import open_store
from annotator.migrations import upgrade
from annotator.models import Account, Article, Project
from annotator.permissions import OPERATOR, Actor
from annotator.queries import actors
from annotator.queries import projects as known
from annotator.services.corpus import importing
from annotator.services.evidence import ledger
from annotator.services.people import accounts, assigning, tokens
from annotator.services.project import projects
from tests.bodies import ENTITY, SOURCE, TEXT, entity, source
from tests.databases import ENGINES

WORLDS = os.environ.get("WORLDS", "sqlite")
"""On which database worlds are; the soak `databases` asks for PostgreSQL."""

PEOPLE = {
    "ann": ["annotator"],
    "ben": ["annotator"],
    "rev": ["reviewer"],
    "res": ["researcher"],
    "man": ["manager"],
    "out": [],
}
"""Who is there from the beginning, with the roles in the first project."""

APPS: list[Flask] = []
"""The application, made once: worlds differ in store and workspace only."""


class World:
    """A workspace on one database, its application, and everybody's tokens."""

    def __init__(self, url: str, folder: Path, tokens: Mapping[str, str] | None = None) -> None:
        self.url = url
        workspace = make_workspace(folder)
        self.workspace = replace(workspace, settings=Settings(database_url=url))
        self.store = open_store(url, self.workspace.lock_path)
        if not APPS:
            APPS.append(create_app(self.workspace, store=self.store))
        self.tokens = dict(tokens or {})

    @property
    def app(self) -> Flask:
        """The one application of this process, serving this world from now on."""
        APPS[0].extensions |= {"store": self.store, "workspace": self.workspace}
        return APPS[0]

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def remember(self, template: World) -> World:
        """Know the label schemes that the template has read, as a server does that was asked before."""
        for side in ("read_engine", "write_engine"):
            read = known._schemes[getattr(template.store, side)]
            known._schemes[getattr(self.store, side)] = dict(read)
        return self

    def writing(self) -> AbstractContextManager[Session]:
        """Hand out the writer's session."""
        return self.store.writing()

    def reading(self) -> AbstractContextManager[Session]:
        """Hand out a session that reads."""
        return self.store.reading()

    def project(self, session: Session, slug: str = "news") -> Project:
        """Return the project."""
        return session.scalars(select(Project).where(Project.slug == slug)).one()

    def article(self, session: Session, public_id: str = "a1") -> Article:
        """Return the article."""
        return session.scalars(select(Article).where(Article.public_id == public_id)).one()

    def actor(self, session: Session, name: str) -> Actor:
        """Return the person as the services see one."""
        return actors.of_account(session, accounts.find(session, name))

    def add_project(self, slug: str = "news", *, per_article: int = 2) -> None:
        """Make a project with a common entity and a common source."""
        with self.writing() as session:
            made = projects.create(session, OPERATOR, slug, per_article=per_article)
            ledger.put_entity(session, OPERATOR, made, ENTITY, entity("The Gazette"), if_match=None)
            ledger.put_source(session, OPERATOR, made, SOURCE, source(), if_match=None)

    def add_person(
        self, name: str, *roles: str, slug: str = "news", admin: bool = False, scope: str = "manage"
    ) -> None:
        """Make the person if need be, with these roles and a token."""
        with self.writing() as session:
            found = session.scalar(select(Account).where(Account.name == name))
            account = found or accounts.create(session, OPERATOR, name, admin=admin)
            for role in roles:
                projects.add_member(session, OPERATOR, self.project(session, slug), account, role)
            self.tokens[name] = tokens.create(session, account, scope=scope)

    def add_article(self, public_id: str = "a1", text: str = TEXT, *, slug: str = "news", **known: Any) -> str:
        """Store an article without boilerplate and return its id."""
        body = {"id": public_id, "text": text, "regions": [], **known}
        with self.writing() as session:
            article, _ = importing.import_one(session, OPERATOR, self.project(session, slug), body)
            return article.public_id

    def assign(self, public_id: str, *names: str) -> None:
        """Give the article to the people."""
        with self.writing() as session:
            article = self.article(session, public_id)
            project = session.get_one(Project, article.project_id)
            for name in names:
                assigning.assign(session, OPERATOR, project, article, accounts.find(session, name))

    def as_(self, name: str | None) -> Client:
        """Return a client that calls the API as the person; None is a stranger."""
        return Client(self, self.tokens[name] if name else None)


class Client:
    """Calls the API with one token."""

    def __init__(self, world: World, token: str | None) -> None:
        self.world, self.token = world, token

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        if_match: object = None,
        headers: Mapping[str, str] | None = None,
        **options: Any,
    ) -> TestResponse:
        """Send the request; a path that begins with a slash is one of the API, another is taken as it is."""
        sent = dict(headers or {})
        if self.token is not None:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        if if_match is not None:
            sent["If-Match"] = f'"{if_match}"' if isinstance(if_match, int) else str(if_match)
        if body is not None:
            options["json"] = body
        address = "/api/v1" + path if path.startswith("/") else "/" + path
        client = self.world.app.test_client(use_cookies=False)
        return client.open(address, method=method, headers=sent, base_url="http://localhost", **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET."""
        return self.call("GET", path, **options)

    def put(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        """PUT a JSON body."""
        return self.call("PUT", path, body, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> TestResponse:
        """POST a JSON body."""
        return self.call("POST", path, body, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        """DELETE."""
        return self.call("DELETE", path, **options)


def make_world(url: str, folder: Path) -> World:
    """Return a world with the project `news`, the people of `PEOPLE`, and an article for ann and ben."""
    world = World(url, folder)
    world.add_project()
    for name, roles in PEOPLE.items():
        world.add_person(name, *roles)
    world.add_person("adm", admin=True)
    world.add_article()
    world.assign("a1", "ann", "ben")
    for side in (world.reading, world.writing):
        with side() as session:
            known.scheme(session, world.project(session))
    return world


def template_in(folder: Path) -> World:
    """Return a closed world on SQLite that fresh ones can be copies of."""
    url = f"sqlite:///{folder / 'template.db'}"
    with closing(open_store(url)) as store:
        upgrade(store)
    template = make_world(url, folder / "template")
    template.close()
    return template


def copy_world(template: World, folder: Path) -> World:
    """Return a world of its own that begins where a closed one on SQLite ended."""
    path = folder / "world.db"
    shutil.copyfile(template.url.removeprefix("sqlite:///"), path)
    return World(f"sqlite:///{path}", folder / "workspace", template.tokens).remember(template)


@pytest.fixture(scope="session")
def world_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    """The closed world that fresh ones are copies of."""
    folder = tmp_path_factory.mktemp("world")
    path = folder / "template.db"
    shutil.copyfile(sqlite_template, path)
    template = make_world(f"sqlite:///{path}", folder / "workspace")
    template.close()
    return template


@pytest.fixture
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A fresh world on SQLite, or where all tests are asked to run."""
    with _fresh(request, tmp_path, WORLDS) as made:
        yield made


@pytest.fixture(params=ENGINES)
def either_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A fresh world on each database: the test runs once on SQLite, once on PostgreSQL."""
    with _fresh(request, tmp_path, request.param) as made:
        yield made


@contextmanager
def _fresh(request: pytest.FixtureRequest, folder: Path, engine: str) -> Iterator[World]:
    if engine == "sqlite":
        with closing(copy_world(request.getfixturevalue("world_template"), folder)) as made:
            yield made
        return
    cluster, template = (request.getfixturevalue(name) for name in ("cluster", "postgres_world"))
    url = cluster.create(template=template.url)
    with closing(World(url, folder / "workspace", template.tokens).remember(template)) as made:
        yield made
    cluster.drop(url)
