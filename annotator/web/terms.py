"""Words for what the records call by short names: roles, scopes, states, metrics."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

TERMS = {
    "annotator": _("annotator"),
    "reviewer": _("reviewer"),
    "researcher": _("researcher"),
    "manager": _("manager"),
    "read": _("read"),
    "annotate": _("annotate"),
    "manage": _("manage"),
    "added": _("added"),
    "removed": _("removed"),
    "open": _("open"),
    "submitted": _("handed in"),
    "handed in": _("handed in"),
    "cases decided": _("cases decided"),
    "adjudicated": _("adjudicated"),
    "released": _("released"),
    "nominal": _("same or not"),
    "ordinal": _("by order"),
    "masi": _("by what sets share"),
}

CALLED = {
    "voice": _("Voice"),
    "claim_type": _("Claim type"),
    "checkworthiness": _("Checkworthiness"),
    "verifiability": _("Verifiability"),
    "author_commitment": _("Author commitment"),
    "verdict": _("Verdict"),
    "rebuttal_kind": _("Rebuttal kind"),
    "strategy": _("Strategy"),
    "evidence_offered": _("Evidence offered"),
    "responsiveness": _("Responsiveness"),
    "rebuttal_stance": _("Rebuttal stance"),
    "stance": _("Stance"),
    "tier": _("Tier"),
    "source_genre": _("Source genre"),
    "answer_type": _("Answer type"),
    "source_medium": _("Source medium"),
    "fact_check_strategy": _("Fact check strategy"),
    "entity_kind": _("Entity kind"),
    "article_genre": _("Article genre"),
    "region_role": _("Region role"),
    "decision_outcome": _("Decision outcome"),
    "decision_reason": _("Decision reason"),
    "omission_level": _("Omission level"),
    "omission_type": _("Omission type"),
    "materiality": _("Materiality"),
    "detected_by": _("Detected by"),
    "bias_form": _("Bias form"),
    "frame_function": _("Frame function"),
    "polarity": _("Polarity"),
    "aim": _("Aim"),
    "frame_dimension": _("Frame dimension"),
    "technique": _("Technique"),
    "reputation": _("Reputation"),
    "justification": _("Justification"),
    "distraction": _("Distraction"),
    "simplification": _("Simplification"),
    "call": _("Call"),
    "wording": _("Wording"),
}
"""The vocabularies of the schemes that come with the program, and the groups of their entries."""


def named(term: str) -> str:
    """Return what people call the term, or the term itself."""
    return str(TERMS.get(term, term))


def called(name: str) -> str:
    """Return what people call a vocabulary or a group, or its name as words."""
    return str(CALLED.get(name) or name.replace("_", " ").capitalize())
