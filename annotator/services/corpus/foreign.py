"""Corpora of other programs on their way in: read as the manager says, with what the reading has to tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotator import clock
from annotator.domain.schemes import Scheme
from annotator.errors import Invalid, Malformed
from annotator.records.lines import Given
from annotator.services.corpus import apart, importing
from annotator.text.sentences import sentences
from exports import mapping as mappings
from exports.archives import is_archive
from exports.detect import detect
from exports.format import NotInstalled, formats, get
from exports.offsets import NAMES
from exports.options import Reading
from exports.reading import read
from exports.strict import StrictError
from schemas.sayings import say

AUTO = "auto"
UNITS = tuple(NAMES)
"""The units that offsets may be said to count in."""


def readers() -> list[str]:
    """Return the names of the formats that can be read."""
    return [info.name for info in formats() if info.reads]


def prepare(scheme: Scheme, *, offsets: str = "", mapping: bytes = b"") -> Reading:
    """Return how to read; raises Invalid `bad_mapping` or `bad_unit`."""
    if offsets and offsets not in UNITS:
        raise Invalid(
            "bad_unit", say("Offsets count in one of %(choices)s.", choices=", ".join(UNITS)), pointer="/offsets"
        )
    try:
        known = mappings.read(mapping) if mapping.strip() else mappings.Mapping()
    except mappings.MappingError as error:
        raise Invalid("bad_mapping", str(error), pointer="/mapping") from error
    return Reading(
        scheme=scheme.data,
        offsets=offsets,
        mapping=known,
        pseudonym=clock.new_pseudonym,
        sentences=sentences,
    )


def choose(source: Path | BinaryIO, name: str, file: str = "") -> str:
    """Return the format asked for, or the one that the source is in; raises Invalid `unknown_format`."""
    try:
        found = detect(source, file) if name == AUTO else name
    except StrictError as error:
        raise Invalid(error.code, error.detail, **error.where) from error
    if found is None or found not in readers():
        words = say("This is in no format known here; say which: %(choices)s.", choices=", ".join(readers()))
        raise Invalid("unknown_format", words, pointer="/format")
    return found


def articles(name: str, source: Path | BinaryIO, where: str, how: Reading, scheme: Scheme) -> Iterator[Given]:
    """Yield each article of the source, checked, or the error that keeps it out.

    Raises Invalid for a source that is refused whole: an archive, a document type, what is not installed.
    """
    info = get(name)
    try:
        for one in (apart.read if info.needs else read)(info, source, how):
            yield checked(one.line, _place(where, source, one.file), one.value, scheme, own=name == "jsonl")
    except NotInstalled as error:
        raise Invalid("not_installed", str(error), pointer="/format") from error
    except StrictError as error:
        line = f":{error.where['row']}" if "row" in error.where else ""
        raise Invalid(error.code, f"{where}{line}: {error.detail}", **error.where) from error


def _place(where: str, source: Path | BinaryIO, file: str) -> str:
    """Return where a file of the source stands: in the folder or zip, or beside the one file that was given."""
    if not file:
        return where
    alone = isinstance(source, Path) and source.is_file() and not is_archive(source)
    return str(Path(where).with_name(file)) if alone else f"{where}/{file}"


def checked(
    line: int, where: str, value: dict[str, Any] | StrictError, scheme: Scheme, *, own: bool = True
) -> Given:
    """Return the checked article of a line, or the error that keeps it out."""
    if isinstance(value, StrictError):
        kind = Malformed if own else Invalid
        return Given(line, where, error=kind(value.code, value.detail, **value.where))
    return importing.checked(line, where, value, scheme)
