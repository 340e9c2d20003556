"""Every form of every page, each field with answers that nobody would type: never an error of ours."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.forms import Form, forms
from tests.functional.authorisation.asking import PLACES, routes
from tests.functional.authorisation.setting import set_up
from tests.visitors import Visitor

AWAY = re.compile(r"/(api|static|healthz|readyz|metrics|words|link)")
ENDS = re.compile(r"logout|/end$")
"""What ends the log-in by which all this is asked."""
EACH = 1
"""Odd answers for each field, drawn by its form and name."""


@pytest.mark.slow
def test_no_odd_answer_is_an_error_of_ours(world):
    ids, seen, statuses = set_up(world), set(), Counter()
    for who in ("man", "rev", "adm"):
        visitor = Visitor(world, who)
        for form in found(world, visitor, ids):
            kind = re.sub(r"[0-9a-f]{8}-[-0-9a-f]{27}|\d+", "N", form.action), *(name for name, _ in form.fields)
            if kind not in seen and not ENDS.search(form.action):
                seen.add(kind)
                statuses += sent(visitor, form)
    assert len(seen) > 40
    assert statuses[422] > statuses[303] > 0


def found(world, visitor, ids: dict[str, str]) -> Iterator[Form]:
    """Yield the forms of all pages that the visitor may open."""
    for row in routes(world):
        method, rule = row.split(" ", 1)
        if method == "GET" and not AWAY.match(rule):
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: {**PLACES, **ids}.get(part[1], "x"), rule)
            page = visitor.get(path)
            if page.status_code == 200 and page.mimetype == "text/html":
                yield from forms(path, page.text)


def sent(visitor, form: Form) -> Counter[int]:
    """Send the form with its odd answers, and count how it was answered."""
    statuses: Counter[int] = Counter()
    packed = {"content_type": "multipart/form-data"} if form.multipart else {}
    for data in form.oddly(random.Random(form.action.count("/")), EACH):
        answer = visitor.client.post(form.action, data=data, **packed)
        assert answer.status_code < 500, (form.action, data)
        statuses[answer.status_code] += 1
    return statuses
