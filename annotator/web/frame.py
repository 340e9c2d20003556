"""What every template may use: who is asking, and words for numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask

from annotator import clock
from annotator.edge.asking import whoever
from annotator.errors import AnnotatorError
from annotator.permissions import Actor


@dataclass(frozen=True)
class Visitor:
    """Whoever looks at the page, as the frame shows them."""

    actor: Actor
    is_authenticated: bool = True

    @property
    def name(self) -> str:
        """The user name."""
        return self.actor.name

    @property
    def admin(self) -> bool:
        """Whether to offer the pages of an admin."""
        return self.actor.admin

    def get_id(self) -> str:
        """The number under which the browser keeps this person's unsent work."""
        return str(self.actor.account_id)


def install(app: Flask) -> None:
    """Give the templates their context and filters."""
    app.context_processor(context)
    app.jinja_env.globals["fresh_key"] = clock.new_token
    app.jinja_env.filters.update(count=count, day=day, moment=moment, counted=counted)


def context() -> dict[str, Any]:
    """Return who is asking; nobody when even that cannot be read, so that the error still has a page."""
    try:
        actor = whoever()
    except AnnotatorError:
        actor = None
    return {"actor": actor, "current_user": Visitor(actor) if actor else None}


def count(number: int) -> str:
    """Write a number with its thousands apart."""
    return f"{number:,}".replace(",", "\u202f")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 article`, `2 articles`."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def day(when: datetime) -> str:
    """Write a date: 23 November 2026."""
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    """Write a date and the time, in UTC."""
    return f"{day(when)}, {when:%H:%M} UTC"
