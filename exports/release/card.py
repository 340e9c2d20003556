"""The card of a release, in the form that Hugging Face reads: a head for programs, a body for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exports.release import background, glance
from exports.release.fields import LICENSE
from exports.release.statistics import Statistics
from exports.release.texts import FULL
from exports.release.wording import table, yaml

if TYPE_CHECKING:
    from exports.release.release import Release

Json = dict[str, Any]
SIZES = (("n<1K", 1_000), ("1K<n<10K", 10_000), ("10K<n<100K", 100_000), ("100K<n<1M", 1_000_000))
KNOWN = {"CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0", "ODC-BY-1.0"}
CONFIGS = {"gold": "gold", "annotators": "annotations", "claims": "fact_checks", "sources": "sources"}
SPLIT = "full"
"""What Hugging Face calls the rows of a file: their own `split` says to which part each belongs."""

HOW = {
    "story": "story",
    "outlet": "story, each outlet whole in one part",
    "time": "time, the earliest stories in the first part",
}
GATE = "The texts name people. Use them for research and reporting, not to single anyone out."


def readme(release: Release, files: Mapping[str, Json], stats: Statistics, layers: Statistics) -> str:
    """Return README.md; `stats` count the gold, `layers` the readings of all annotators."""
    head = yaml(_head(release, files, stats))
    return f"---\n{head}---\n\n# {release.title}\n\n" + "\n\n".join(
        f"## {title}\n\n{words}" for title, words in _body(release, files, stats, layers)
    )


def _head(release: Release, files: Mapping[str, Json], stats: Statistics) -> Json:
    given = release.card.get("license") or LICENSE
    known = given in KNOWN
    license_keys = {"license": given.lower() if known else "other"} | (
        {} if known else {"license_name": given, "license_link": "LICENSE"}
    )
    size = next((name for name, most in SIZES if stats.articles < most), "n>1M")
    return {
        "language": release.languages or ["und"],
        **license_keys,
        "annotations_creators": ["expert-generated"],
        "language_creators": ["found"],
        "pretty_name": release.title,
        "size_categories": [size],
        "source_datasets": ["original"],
        "task_categories": ["token-classification", "text-classification"],
        "task_ids": ["fact-checking"],
        "tags": ["claims", "rebuttals", "omissions", "framing", "media-bias", "croissant"],
        "configs": [
            {"config_name": name, "data_files": [{"split": SPLIT, "path": f"data/{file}.jsonl"}]}
            for name, file in CONFIGS.items()
        ],
        "dataset_info": [_info(name, files[f"data/{file}.jsonl"]) for name, file in CONFIGS.items()],
        "extra_gated_prompt": GATE,
    }


def _info(name: str, about: Json) -> Json:
    split = {"name": SPLIT, "num_examples": about["rows"], "num_bytes": about["bytes"]}
    return {"config_name": name, "splits": [split]}


def _body(
    release: Release, files: Mapping[str, Json], stats: Statistics, layers: Statistics
) -> list[tuple[str, str]]:
    card = release.card
    return [
        ("Dataset details", _details(release)),
        ("Uses", f"**For.** {card['use_cases']}\n\n**Not for.** {card['out_of_scope']}"),
        ("Structure", _structure(release, files)),
        ("What is in it", glance.contents(release, stats, layers)),
        ("Creation", _creation(release)),
        ("Personal and sensitive information", card["personal_information"]),
        ("Bias, risks, limitations", _risks(card)),
        ("Citation", card.get("citation") or "See CITATION.cff."),
        ("Glossary", GLOSSARY),
        ("Authors", card.get("creators") or "Named by the contact."),
        ("Contact", f"{card['contact']}\n\n**Maintenance.** {card['maintenance']}"),
    ]


def _details(release: Release) -> str:
    texts = {
        "full": "The texts are here.",
        "quotes": "Of the texts only what was annotated is here, with a little around it.",
        "offsets": "Of the texts only offsets, hashes and addresses are here.",
    }[release.texts]
    if release.withheld and release.texts == FULL:
        texts = (
            f"Of {release.withheld} articles the text is withheld, for their rights are not recorded or forbid it."
        )
    back = (
        ""
        if release.texts == FULL and not release.withheld
        else " `restore_texts.py` puts the rest back from copies of your own, and checks it."
    )
    return (
        f"Version {release.version}, of {release.date}. News articles, read closely: each **claim**, "
        f"**rebuttal**, **omission** and **framing** is marked in the text and proved with sources; "
        f"several people read each article, blind to each other, and a reviewer decides. {texts}{back}\n\n"
        "Omissions are anchored where the sentence is missing; we know of no public corpus before that does this, "
        "so this layer is new and its agreement is to be read with care.\n\n"
        f"Annotations: {release.card.get('license') or LICENSE} (LICENSE). Texts: LICENSE-TEXT.md."
    )


def _structure(release: Release, files: Mapping[str, Json]) -> str:
    rows = [
        (f"`{name}`", about["rows"], FILES.get(name, "articles with their layers"))
        for name, about in sorted(files.items())
        if name.startswith("data/")
    ]
    words = f"Offsets are Unicode code points, the end exclusive. {_divided(release.splits)}"
    return f"{table(['file', 'rows', 'holds'], rows)}\n\n{words}\n\n{_use(release.splits)}"


def _divided(splits: Json) -> str:
    if not splits.get("shares"):
        return "Not divided."
    how = HOW[splits.get("mode", "story")]
    words = [f"Divided by {how}: what shares a story, a claim, a source or much of its text stays in one part."]
    words.append("`splits.json` says why for each group.")
    if splits.get("hold_out"):
        words.append(f"Held out, for the last part only: {', '.join(splits['hold_out'])}.")
    leakage = splits.get("leakage", {})
    words.append(f"Groups that stand in several parts: {leakage.get('shared_groups', 0)}.")
    near = leakage.get("nearest_pair")
    if near:
        shares = f"share {near['shared_hashes']} of {near['of']} hashes of their runs of words"
        words.append(f"Of all texts in different parts, the two most alike {shares}.")
    return " ".join(words)


def _use(splits: Json) -> str:
    lines = ["from datasets import load_dataset", "", f'gold = load_dataset(".", "gold", split="{SPLIT}")']
    if splits.get("shares"):
        part = next(iter(splits["shares"]))
        lines.append(f'{part} = gold.filter(lambda row: row["split"] == "{part}")')
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _creation(release: Release) -> str:
    card = release.card
    parts = {
        "Why": card["motivation"],
        "Source data": card["collection"],
        "Annotators": " ".join(filter(None, (card["annotators"], background.words(release.background)))),
        "Process": f"Guidelines, version {release.guideline_version}, and the label scheme "
        f"{release.scheme['scheme']}, version {release.scheme['version']}, are here. Readings are aligned; what "
        "differs is a case, decided by a reviewer with a reason. All readings, cases and decisions are kept here.",
        "Agreement": "See agreement.json: per tag, with intervals over articles; what is undefined says why.",
        "Ethical review": card.get("ethical_review") or "None is recorded.",
    }
    return "\n\n".join(f"**{name}.** {words}" for name, words in parts.items())


def _risks(card: Mapping[str, str]) -> str:
    parts = {"Social impact": "social_impact", "Biases": "biases", "Limitations": "limitations"}
    return "\n\n".join(f"**{name}.** {card[key]}" for name, key in parts.items())


FILES = {
    "data/annotations.jsonl": "every annotation of every annotator",
    "data/annotators.jsonl": "annotators, by pseudonym",
    "data/cases.jsonl": "places where readings were compared, with votes and soft labels as counts",
    "data/characters.jsonl": "how many annotators marked each stretch of text, by tag",
    "data/decisions.jsonl": "what reviewers ruled, and why",
    "data/entities.jsonl": "who speaks, is targeted or omits",
    "data/fact_checks.jsonl": "canonical claims with verdict and evidence",
    "data/gold.jsonl": "the adjudicated annotations",
    "data/relations.jsonl": "links between annotations, of every layer",
    "data/sources.jsonl": "what the annotations cite",
    "data/texts.jsonl": "what was withheld of the texts, with the hashes that prove a copy",
}
GLOSSARY = """- **claim**: a statement that can be true or false, by anyone.
- **rebuttal**: someone answers a claim by denying or attacking it.
- **omission**: something a reader should have been told is not there.
- **framing**: wording or selection that steers the reader.
- **layer**: one annotator's work on one article; gold is one more layer, made by decisions.
- **case**: a place of an article where readings are compared."""
