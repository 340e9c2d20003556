"""Somebody who looks at pages with a browser that knows no scripts: cookies, forms, redirects."""

from __future__ import annotations

import html
import re
from typing import Any

from werkzeug.test import TestResponse

from annotator.services.people import accounts
from tests.world import World

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
TAGS = re.compile(r"<(?:script|style).*?</(?:script|style)>|<[^>]+>", re.DOTALL)


class Visitor:
    """A browser at the pages of a world."""

    def __init__(self, world: World, name: str | None) -> None:
        self.client = world.app.test_client()
        if name is not None:
            with world.writing() as session:
                secret = accounts.start_login(session, accounts.find(session, name))
            with self.client.session_transaction() as cookie:
                cookie["login"] = secret

    def get(self, path: str, **options: Any) -> TestResponse:
        """Look at a page."""
        return self.client.get(path, **options)

    def send(self, path: str, *, page: str = "/help", **fields: Any) -> TestResponse:
        """Send the form that stands on `page` to the path."""
        shown = self.get(page).text
        return self.client.post(path, data={**hidden(shown), **fields})

    def follow(self, response: TestResponse) -> TestResponse:
        """Go where the answer leads."""
        return self.get(response.headers["Location"])


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields that every form of a page bears."""
    token, once = TOKEN.search(page), ONCE.search(page)
    return {"csrf_token": token[1] if token else ""} | ({"once": once[1]} if once else {})


def words(response: TestResponse) -> str:
    """Return what a reader reads, white space made one."""
    return " ".join(html.unescape(TAGS.sub(" ", response.text)).split())
