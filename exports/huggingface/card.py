"""The card of the folder: a head that `datasets` reads, and words about what is in it."""

from __future__ import annotations

from collections.abc import Mapping

from exports.huggingface.features import yaml

_WORDS = {
    "gold": "the annotations that reviewers decided",
    "annotators": "every other reading, not aggregated, under pseudonyms",
    "articles": "the articles with their texts",
    "claims": "the fact-checks with their verdicts",
    "sources": "what annotations and fact-checks cite",
}


def card(name: str, features: Mapping[str, dict[str, str]], counts: Mapping[str, int], suffix: str) -> str:
    """Return README.md; `features` are the columns of each configuration, `counts` its rows."""
    configs = "".join(
        f"- config_name: {one}\n  data_files:\n  - split: train\n    path: data/{one}{suffix}\n"
        for one in features
    )
    infos = "".join(f"- config_name: {one}\n  features:\n{yaml(types, '  ')}" for one, types in features.items())
    lines = [f"- `{one}`: {_WORDS[one]} ({counts[one]:,} rows)" for one in features]
    head = (
        f"---\npretty_name: {name}\nannotations_creators:\n- expert-generated\nlanguage_creators:\n- found\n"
        "source_datasets:\n- original\ntask_categories:\n- token-classification\n- text-classification\n"
        f"task_ids:\n- fact-checking\n{'configs:' if configs else ''}\n{configs}"
        f"{'dataset_info:' if infos else ''}\n{infos}---\n"
    )
    return "\n".join([head, f"# {name}", "", _ABOUT, "", *lines, "", _OFFSETS, "", _LOAD.format(name=name), ""])


_ABOUT = (
    "News articles, read closely: claims, rebuttals, omissions and framings, with their sources. "
    "An export of a corpus; its releases carry splits, checksums, a full card and the history."
)
_OFFSETS = (
    "Offsets are Unicode code points of `text`, the end exclusive. `segments` holds each stretch of it; "
    "`kind` is `span`, `point` (where something is missing) or `article`. Columns `attr_…` are null where an "
    "attribute does not belong to the tag or was not given."
)
_LOAD = (
    "    from datasets import load_dataset\n"
    "    rows = load_dataset(FOLDER, CONFIGURATION, split='train')  # {name}"
)
