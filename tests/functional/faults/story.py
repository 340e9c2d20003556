"""What people do one after the other, as rows of a table: who, at which address, with what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from werkzeug.test import TestResponse

from annotator.models import Account
from tests.forms import forms
from tests.visitors import Visitor, hidden
from tests.world import World

PART = re.compile(r"<(?:\w+:)?(\w+)>")
Send = Callable[[], TestResponse]


@dataclass
class Story:
    """A world, and what was learned in it so far."""

    world: World
    known: dict[str, str] = field(default_factory=dict)
    """Parts of addresses, by their names: those that an act names itself come first."""

    def warm(self) -> None:
        """Let the writer's connection be there, so that each act makes the same calls every time."""
        with self.world.writing():
            pass

    def account(self, name: str) -> str:
        """Return the id of the person's account, as addresses say it."""
        with self.world.reading() as session:
            return session.scalars(select(Account.public_id).where(Account.name == name)).one()


@dataclass(frozen=True)
class Act:
    """One writing request. `sent` is a body, or fields of the form on `page`, or what makes these of the story.

    `at` has parts of the address; values are made of the story too. `before` is done first and does not fail.
    """

    row: str
    who: str | None
    sent: Any = None
    page: Any = None
    at: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    visitor: Callable[[Story], Visitor] | None = None
    before: Callable[[Story], object] | None = None
    kind: str | None = None
    supersedes: frozenset[str] = frozenset()
    """Tables in which the same again supersedes the first."""

    def ready(self, story: Story) -> Send:
        """Return a function that sends the request, the same each time it is called."""
        if self.before:
            self.before(story)
        method, rule = self.row.split(" ", 1)
        path = _filled(rule, story, self.at)
        sent = _made(self.sent, story)
        if rule.startswith("/api/v1"):
            return self._by_api(story, method, path.removeprefix("/api/v1"), sent)
        visitor = self.visitor(story) if self.visitor else Visitor(story.world, self.who)
        page = _filled(self.page, story, self.at) if self.page else "/help"
        fields = _standing(visitor, page, path, sent or {})
        return lambda: visitor.client.post(path, data=_files(fields))

    def _by_api(self, story: Story, method: str, path: str, sent: Any) -> Send:
        client = story.world.as_(self.who)
        headers = {"Idempotency-Key": uuid4().hex} if method == "POST" else {}
        more = {"data": sent, "content_type": self.kind} if self.kind else {"body": sent}
        return lambda: client.call(method, path, if_match=self.version, headers=headers, **more)


def _filled(rule: str, story: Story, at: Mapping[str, Any]) -> str:
    parts = {"slug": "news", "article_id": "a1", **story.known, **at}
    return PART.sub(lambda part: str(_made(parts[part[1]], story)), rule)


def _made(value: Any, story: Story) -> Any:
    return value(story) if callable(value) else value


def _standing(visitor: Visitor, page: str, path: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a browser would send of the form on the page that goes to the path, with what was typed.

    Of several that go there it is the one that asks for most of what was typed.
    """
    shown = visitor.get(page)
    assert shown.status_code == 200, (page, shown.status_code)
    there = [form for form in forms(page, shown.text) if form.action.split("#")[0].split("?")[0] == path]
    found: dict[str, Any] = {}
    for name, value in max(there, key=lambda form: len({*typed} & {*dict(form.fields)})).fields if there else ():
        found.setdefault(name, []).append(value)
    bears = hidden(shown.text)
    return ({"csrf_token": bears["csrf_token"]} if there else bears) | found | dict(typed)


def _files(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: (BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        for name, value in fields.items()
    }
