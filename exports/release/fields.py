"""What people must say of a corpus before it may leave: the fields of its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Field(NamedTuple):
    """One field of the card: its name, the words at it, what to write there, and whether it may stay empty."""

    name: str
    label: str
    help: str
    needed: bool = True


FIELDS = (
    Field("motivation", "Why this corpus was made", "Which question it answers, and who asked for it and paid."),
    Field(
        "collection", "How the articles were chosen",
        "From where, by which rule, over which time; what was left out.",
    ),
    Field("annotators", "Who annotated", "How they were found, trained and paid; nothing that names a person."),
    Field("use_cases", "What it is for", "Tasks and questions it was made for and tried on."),
    Field("out_of_scope", "What it is not for", "Uses that its makers advise against, and why."),
    Field("social_impact", "Social impact", "Whom its use may help, and whom it may harm."),
    Field("biases", "Known biases", "Of outlets, topics, languages, annotators and guidelines."),
    Field("limitations", "Limitations", "What the labels cannot carry: size, agreement, time, language."),
    Field(
        "personal_information", "Personal and sensitive information",
        "Whom the texts name; how annotators are protected.",
    ),
    Field("maintenance", "How it is kept", "Who corrects mistakes, how to report one, how long it is kept."),
    Field(
        "contact", "Contact for questions and takedown",
        "An address that is read by those who can take a text out.",
    ),
    Field("creators", "Creators", "One name a line, as they are to be cited.", needed=False),
    Field("citation", "How to cite it", "A paper or a report, if there is one.", needed=False),
    Field("license", "Licence of the annotations", "An SPDX name; CC-BY-4.0 when empty.", needed=False),
    Field("text_license", "Licence of the texts", "The terms under which texts are passed on.", needed=False),
    Field("ethical_review", "Ethical review", "Which body looked at the project, and what it said.", needed=False),
    Field("funding", "Funding", "Who paid, with the number of the grant.", needed=False),
    Field("homepage", "Home page", "Where the corpus is published.", needed=False),
)  # fmt: skip

NAMES = tuple(field.name for field in FIELDS)
LICENSE = "CC-BY-4.0"


def empty(card: Mapping[str, str]) -> list[Field]:
    """Return the fields that may not stay empty and are."""
    return [field for field in FIELDS if field.needed and not (card.get(field.name) or "").strip()]
