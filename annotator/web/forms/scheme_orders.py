"""The order of a vocabulary's entries for agreement: each with its place from low to high, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.form import BaseForm
from wtforms.validators import NumberRange, Optional

from annotator.web.languages import said

MOST = 999


class OrderForm(BaseForm):
    """A field for each entry, with the number of its place."""

    def __init__(self, terms: Iterable[Mapping[str, Any]], order: Sequence[str], given: Any = None) -> None:
        words = _("A place is a whole number from 1 to %(most)s.", most=MOST)
        asked = {
            term["id"]: IntegerField(
                said(term.get("label")) or term["id"],
                [Optional(), NumberRange(1, MOST, words)],
                render_kw={"inputmode": "numeric", "class": "short"},
            )
            for term in terms
        }
        super().__init__(asked, prefix="place-")
        self.process(given, data={} if given else {name: place for place, name in enumerate(order, 1)})

    @property
    def places(self) -> dict[str, int]:
        """The entries that have a place, with it."""
        return {field.short_name: field.data for field in self if field.data is not None}
