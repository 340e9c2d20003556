"""The one rule of saving: a retry is harmless, a change names the version it changes."""

from __future__ import annotations

from typing import Any

from annotator.errors import Stale, VersionRequired
from schemas.sayings import say


def require_version(if_match: int | None, version: int, current: dict[str, Any]) -> None:
    """Raise VersionRequired without a version, Stale with the stored copy when it is not the last one."""
    if if_match is None:
        raise VersionRequired(
            "version_required",
            say(
                'This is stored already, as version %(version)s. To change it, send If-Match: "%(version)s".',
                version=version,
            ),
        )
    if if_match != version:
        raise Stale(
            "version_conflict",
            say(
                "Version %(version)s is stored, and you changed version %(if_match)s. Compare both and choose.",
                version=version,
                if_match=if_match,
            ),
            current=current,
        )
