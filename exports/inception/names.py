"""The names of types and features: those that we write, and those of others that say nothing to us."""

from __future__ import annotations

CUSTOM = "webanno.custom."
ARTICLE = "annotator.Article"
RECORD = "record"
"""The feature of our article that holds what is known of it and the name of the layer, as JSON."""

ID, NOTE, CONFIDENCE = "uid", "note", "confidence"
GOVERNOR, DEPENDENT = "Governor", "Dependent"
NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
NOT_FEATURES = frozenset({"sofa", "begin", "end", ID, NOTE, CONFIDENCE, GOVERNOR, DEPENDENT})
TYPE_SYSTEM = "TypeSystem.xml"


def short(name: str) -> str:
    """Return the last part of the name of a type."""
    return name.rpartition(".")[2]
