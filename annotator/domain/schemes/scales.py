"""The rating scales of a project: what is on one, and in what words that is said."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from exports.shape import clip
from schemas.sayings import say

Scales = Mapping[str, Mapping[str, Any]]


def off_scale(scale: str, label: str, scales: Scales) -> str | None:
    """Return why the label is no rating, naming the scale with its two ends, or None where it is one."""
    if scale not in scales:
        known = ", ".join(scales) or say("none")
        return say("There is no rating scale %(scale)s here; there is %(known)s.", scale=clip(scale), known=known)
    entries = sorted(scales[scale]["entries"], key=lambda entry: int(entry["order"]))
    named = [entry["id"] for entry in entries]
    if label in named:
        return None
    near = get_close_matches(label[:100], named, 1)
    return say(
        "%(label)s is not on the scale %(scale)s, from %(low)s (%(least)s) to %(high)s (%(most)s).%(hint)s",
        label=clip(label),
        scale=scale,
        low=named[0],
        least=entries[0]["order"],
        high=named[-1],
        most=entries[-1]["order"],
        hint=say(" Did you mean %(near)r?", near=near[0]) if near else "",
    )
