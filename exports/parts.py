"""What a record holds, by the names under which a format says that it carries or loses it."""

from __future__ import annotations

METADATA = "metadata"
REGIONS = "regions"
LAYERS = "several layers"
STATES = "layer states"
OVERLAPS = "overlaps"
DISCONTINUOUS = "discontinuous spans"
POINTS = "points"
WHOLE = "article anchors"
ATTRIBUTES = "attributes"
ENTITIES = "entities beyond their names"
SOURCES = "sources"
NOTES = "notes"
CONFIDENCE = "confidence"
RELATIONS = "relations"
IDS = "ids of annotations"
ORIGINS = "origins and versions"
CHECKS = "fact-checks"
DECISIONS = "decisions"
HISTORY = "history"

EVERYTHING = (
    METADATA, REGIONS, LAYERS, STATES, OVERLAPS, DISCONTINUOUS, POINTS, WHOLE, ATTRIBUTES, ENTITIES, SOURCES,
    NOTES, CONFIDENCE, RELATIONS, IDS, ORIGINS, CHECKS, DECISIONS, HISTORY,
)  # fmt: skip
