"""What is asked of a release, and whether a version that is frozen was made of the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.domain.splits import MODES, Plan
from annotator.domain.splits.shares import folds, read_shares
from annotator.errors import Conflict, Invalid
from exports.release.changes import parse
from exports.release.package import RESERVED, UNDIVIDED
from exports.release.texts import TEXTS
from schemas.sayings import say

DEFAULTS: dict[str, Any] = {"split": None, "seed": 0, "texts": "full", "mode": "story", "hold_out": []}
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Options:
    """Options that were said; what was not said is as frozen, or as in `DEFAULTS`."""

    said: Mapping[str, Any]

    def full(self) -> dict[str, Any]:
        """Return every option, with the defaults of those not said."""
        return {**DEFAULTS, **self.said}

    def plan(self) -> Plan | None:
        """Return how to divide; None where nothing is to be divided."""
        full = self.full()
        if full["split"] is None:
            return None
        return Plan(full["split"], full["seed"], full["mode"], frozenset(full["hold_out"]))

    def require_same(self, version: str, frozen: Mapping[str, Any]) -> None:
        """Raise Conflict `other_options` when something said is not what the version was made of."""
        for name, value in self.said.items():
            if frozen.get(name, DEFAULTS[name]) != value:
                words = say(
                    "%(version)s is frozen with %(name)s %(count)s, not %(value)s.",
                    version=version,
                    name=name,
                    count=_words(frozen.get(name)),
                    value=_words(value),
                )
                raise Conflict(
                    "other_options", say("%(words)s Leave the option out, or take a new version.", words=words)
                )


def read_options(given: Mapping[str, Any]) -> Options:
    """Return the options said, checked; None means not said. Raises Invalid."""
    said: dict[str, Any] = {name: value for name, value in given.items() if value is not None and name != "folds"}
    if "split" in said:
        said["split"] = read_shares(said["split"], {*RESERVED, UNDIVIDED})
    if given.get("folds") is not None:
        if "split" in said:
            raise Invalid("bad_split", "Say a split or a number of folds, not both.", pointer="/folds")
        said["split"] = folds(given["folds"])
    _require("seed", said, range(LARGEST_SEED + 1))
    _require("texts", said, TEXTS)
    _require("mode", said, MODES)
    if "hold_out" in said:
        if not all(isinstance(outlet, str) for outlet in said["hold_out"]):
            raise Invalid("wrong_type", "hold_out is a list of outlets.", pointer="/hold_out")
        said["hold_out"] = sorted(set(said["hold_out"]))
    if "split" not in said and (said.get("hold_out") or said.get("mode")):
        raise Invalid("bad_split", "To hold outlets out, or to go by time, say the split too.", pointer="/split")
    return Options(said)


def read_version(text: str) -> str:
    """Return the version without a leading v; raises Invalid `bad_version`."""
    if parse(text) is None:
        raise Invalid(
            "bad_version",
            say("%(text)r is no version; write three numbers, such as 1.0.0.", text=text[:40]),
            pointer="/version",
        )
    return text.removeprefix("v")


def _require(name: str, said: Mapping[str, Any], known: Any) -> None:
    if name in said and said[name] not in known:
        words = say("from 0 to %(most)s", most=LARGEST_SEED) if name == "seed" else ", ".join(known)
        raise Invalid("unknown_value", f"{name} is {words}.", pointer=f"/{name}")


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ",".join(f"{name}={share / 1000:g}" for name, share in value.items())
    return ", ".join(value) or "none" if isinstance(value, list) else str(value)
