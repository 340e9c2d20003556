"""Check a release from its folder alone, with its agreement figures computed again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from annotator.services.release.package.agreement import Measured, article_of, report
from exports import verifying
from exports.proof.notes import Checkpoint, Key
from exports.proof.release import articles_in
from exports.proof.report import Step, Watch, Wrong

AGREEMENT = "agreement.json"


class Agreement(Watch):
    """The figures of agreement.json against the layers of the release."""

    name = "agreement"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def check(self) -> None:
        """Compute every figure again; raises Wrong for the first tag whose figures are others."""
        path = self._folder / AGREEMENT
        if not path.exists():
            self.note = "no figures are here"
            return
        said = json.loads(path.read_bytes())
        found = report(self._measured(said))
        self.looked_at = len(said["tags"])
        for tag, figures in said["tags"].items():
            if found["tags"][tag] != figures:
                raise Wrong(f"{AGREEMENT}: the figures of {tag} are not those of the layers")
        if found != said:
            wrong = next(key for key in {**said, **found} if said.get(key) != found.get(key))
            raise Wrong(f"{AGREEMENT}: {wrong} is not what the layers give")

    def _measured(self, said: dict[str, Any]) -> Measured:
        """Read all layers; how long a text is that is withheld, only the figures tell."""
        measured = Measured(list(said["tags"]))
        for article in articles_in(self._folder):
            withheld = article["text"] is None
            if withheld:
                self.note = "the lengths of texts that are withheld are taken as they are said"
            measured.add(article_of(article, said["lengths"][article["id"]] if withheld else None))
        return measured


def check_release(folder: Path, *, keys: Iterable[Key] = (), held: Sequence[Checkpoint] = ()) -> list[Step]:
    """Check a release; what can be checked by the standard library alone comes first."""
    steps = verifying.check_release(folder, keys=keys, held=held)
    agreement = Agreement(folder)
    agreement.guard("", agreement.check)
    return [*steps, agreement.step()]
