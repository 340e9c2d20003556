"""Definitions of a scheme in words: what they are called, what was and is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.domain.schemes.redefined import Part
from annotator.models import Project
from annotator.queries import projects
from annotator.web.languages import said

Record = dict[str, Any]


def changes(opened: Session, project: Project, basis: str, version: int, wanted: Iterable[Part]) -> list[Record]:
    """Return for each part what it is called, and what was and is said of it, in the visitor's language."""
    now = projects.scheme(opened, project, version if basis == "scheme" else None)
    before = projects.scheme(opened, project, version - 1) if basis == "scheme" else now
    return [
        {
            "part": part,
            "label": label(now, part),
            "before": _definition(before, part),
            "after": _definition(now, part),
        }
        for part in wanted
    ]


def label(scheme: Scheme, part: Part) -> str:
    """Return what a part is called, from the tag down."""
    rules = _rules(scheme, part)
    names = [name for name in (part.relation or part.stance or part.tag, part.attribute, part.term) if name]
    of = f"{gettext('Link')} › " if part.relation else f"{gettext('Stance')} › " if part.stance else ""
    return of + " › ".join(said(rule.get("label")) or name for rule, name in zip(rules, names, strict=False))


def _definition(scheme: Scheme, part: Part) -> str:
    rules = _rules(scheme, part)
    return said(rules[-1].get("definition") or rules[-1].get("help")) or "" if rules else ""


def _rules(scheme: Scheme, part: Part) -> list[Record]:
    if part.relation:
        return [rule] if (rule := scheme.data.get("relations", {}).get(part.relation)) else []
    if part.stance:
        return [term for term in scheme.data["vocabularies"].get("stance", []) if term["id"] == part.stance]
    rule = scheme.data["tags"].get(part.tag)
    found = [rule] if rule else []
    if found and part.attribute:
        attribute = found[0].get("attributes", {}).get(part.attribute)
        found += [attribute] if attribute else []
    if len(found) > 1 and part.term:
        terms = scheme.data["vocabularies"].get(found[1].get("vocabulary"), [])
        found += [term for term in terms if term["id"] == part.term]
    return found
