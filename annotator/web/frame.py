"""What every template may use: who is asking, and words for numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import dates, numbers
from flask import Flask
from flask_babel import gettext
from markupsafe import Markup

from annotator import clock
from annotator.domain.urls import is_web_address
from annotator.edge.asking import whoever
from annotator.errors import AnnotatorError
from annotator.permissions import Actor
from annotator.web import catalogs
from annotator.web.catalogs import MADE_UP, SOURCE
from annotator.web.languages import language, locale, shown
from annotator.web.places import placed
from annotator.web.terms import called, named


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
    app.jinja_env.globals.update(fresh_key=clock.new_token, counted=counted)
    app.jinja_env.tests["web_address"] = is_web_address
    app.jinja_env.filters.update(
        count=count, day=day, moment=moment, instant=instant, named=named, called=called, placed=placed
    )


def context() -> dict[str, Any]:
    """Return who is asking; nobody when even that cannot be read, so that the error still has a page."""
    try:
        actor = whoever()
    except AnnotatorError:
        actor = None
    return {"actor": actor, "current_user": Visitor(actor) if actor else None}


def count(number: int) -> str:
    """Write a number with its thousands apart, in English by a narrow space."""
    if language() in (SOURCE, MADE_UP):
        return f"{number:,}".replace(",", "\u202f")
    return str(numbers.format_decimal(number, locale=locale()))


def counted(number: int, one: str, many: str, **more: object) -> str:
    """Write a sentence that counts: `counted(2, "%(num)s article", "%(num)s articles")`."""
    found: str = catalogs.translations(language()).ngettext(one, many, number)
    holds_links = any(hasattr(value, "__html__") for value in more.values())
    return (Markup(found) if holds_links else found) % {"num": count(number), **more}  # noqa: S704 - our words


def day(when: datetime) -> str:
    """Write a date: 23 November 2026."""
    return shown(dates.format_date(when, "long", locale=locale()))


def moment(when: datetime) -> str:
    """Write a date and the time, in UTC."""
    return str(gettext("%(day)s, %(time)s UTC", day=day(when), time=f"{when:%H:%M}"))


def instant(when: str) -> str:
    """Write a moment that comes as a record has it: `2026-11-23T10:00:00Z`."""
    return moment(datetime.fromisoformat(when))
