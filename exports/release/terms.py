"""The terms of a release: licences, and how it is cited."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from exports.release.fields import LICENSE
from exports.release.wording import table, yaml

if TYPE_CHECKING:
    from exports.release.release import Release


def license_text(release: Release) -> str:
    """Return LICENSE: the terms of the annotations."""
    name = release.card.get("license") or LICENSE
    return (
        f"The annotations, decisions and documentation of {release.title}, version {release.version},\n"
        f"are licensed under {name}.\n"
        f"The full terms: https://spdx.org/licenses/{name}.html\n\n"
        "The texts of the articles are not covered by this; see LICENSE-TEXT.md."
    )


def text_license(release: Release, rights: Counter[str]) -> str:
    """Return LICENSE-TEXT.md: under which rights the texts stand, as recorded for each article."""
    words = release.card.get("text_license") or (
        "Texts belong to their publishers. A full text is here only where its rights are recorded and allow it."
    )
    rows = [(count, recorded) for recorded, count in sorted(rights.items())]
    recorded = table(["articles", "rights as recorded"], rows)
    return f"# Terms of the texts\n\n{words}\n\n{recorded}\n\nTo have a text taken out: {release.card['contact']}"


def citation(release: Release) -> str:
    """Return CITATION.cff."""
    authors = [{"name": name} for name in release.creators]
    body = {
        "cff-version": "1.2.0",
        "message": "If you use this corpus, please cite it as below.",
        "type": "dataset",
        "title": release.title,
        "version": release.version,
        "date-released": release.date,
        "authors": authors,
        "license": release.card.get("license") or LICENSE,
    }
    return yaml(body)
