"""A folder that Hugging Face `datasets` loads, with its card."""

from __future__ import annotations

from exports import flat, parts
from exports.format import register
from exports.huggingface.writer import write

INFO = register(
    "hf",
    title="Hugging Face dataset folder",
    writes=write,
    loses=flat.LOST - {parts.CHECKS},
    folder=True,
    media_type="application/zip",
    example="hf",
    note=(
        "Five configurations: gold and annotators (annotations flat), articles (the texts), claims "
        "(fact-checks) and sources; load_dataset(folder, 'gold') loads one. The card says what the folder holds; "
        "what it is for and its limits are yours to add. A release has a full card, splits and checksums."
    ),
)
