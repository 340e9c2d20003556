"""Releases as a client sees them."""

from __future__ import annotations

from typing import Any

from annotator.db.types import stamp
from annotator.models import Release


def release_record(release: Release) -> dict[str, Any]:
    """Return what the release is and what is in it: each file with its bytes and its SHA-256."""
    return {
        "version": release.version,
        "frozen_at": stamp(release.created),
        "options": release.options,
        "sums_sha256": release.sums_sha256,
        "notes": release.notes,
        "bytes": sum(about["bytes"] for about in release.files.values()),
        "files": [{"name": name, **about} for name, about in sorted(release.files.items())],
    }
