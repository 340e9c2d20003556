"""Which format a file, a folder or a zip is in: by what is in it, then by its name."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from exports.archives import Archive, Folder
from exports.format import formats

HEAD = 2**16
"""How many bytes of a file are looked at."""

_BY_MEMBERS = {".ann": "brat", ".a1": "brat", ".xmi": "inception"}
_JSON = (
    (("%FEATURE_STRUCTURES", "%TYPES"), "inception"),
    (("motivation", "@context", "@graph"), "webannotation"),
    (("predictions", "completions", "annotations", "annotation_id"), "labelstudio"),
    (("schema", "layers"), "jsonl"),
)
_LINES = (".jsonl", ".ndjson", ".json")
_DOCCANO = ("label", "labels", "entities", "relations", "Comments", "data")


def detect(source: Path | BinaryIO, name: str = "") -> str | None:
    """Return the name of the format, or nothing where nobody can tell; a stream is left where it was."""
    if not isinstance(source, Path):
        return _of_head(source, name)
    if source.is_dir():
        return of_members(Folder(source).names())
    with source.open("rb") as stream:
        return _of_head(stream, name or source.name)


def of_members(names: Iterable[str]) -> str | None:
    """Return the format of several files: that of the first which tells, else the one that all have."""
    names = list(names)
    if any(PurePosixPath(name).name == "exportedproject.json" for name in names):
        return "inception"
    suffixes = [PurePosixPath(name).suffix.lower() for name in names]
    for suffix, name in _BY_MEMBERS.items():
        if suffix in suffixes:
            return name
    found = {of_name(suffix) for suffix in suffixes} - {None}
    return found.pop() if len(found) == 1 else None


def of_name(name: str) -> str | None:
    """Return the format that the end of a file's name says; the first that claims it, by name."""
    lower = name.lower()
    known = [info.name for info in formats() if info.reads and lower.endswith(info.suffixes or ("\0",))]
    return ("jsonl" if "jsonl" in known else known[0]) if known else None


def _of_head(stream: BinaryIO, name: str) -> str | None:
    head = stream.read(HEAD)
    stream.seek(-len(head), io.SEEK_CUR)
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _of_zip(stream)
    words = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if words[:1] in (b"{", b"["):
        return _of_json(words, name) or ("jsonl" if name.lower().endswith(_LINES) else of_name(name))
    if words[:1] == b"<" and b"xmi" in words:
        return "inception"
    return of_name(name)


def _of_zip(stream: BinaryIO) -> str | None:
    archive = Archive(stream)
    names = archive.names()
    found = of_members(names)
    if found in {"jsonl", "doccano", None} and names:
        return _of_head(io.BytesIO(archive.read(names[0])), names[0])
    return found


def _of_json(head: bytes, name: str) -> str | None:
    """Return the format that the first object speaks by its keys; of a list that of its first item.

    That there is a text says little: a name that another format claims for its own says more.
    """
    keys = _keys(head)
    for names, found in _JSON:
        if any(name in keys for name in names) and (
            found != "labelstudio" or {"data", "annotation_id"} & set(keys)
        ):
            return found
    if any(isinstance(keys.get(name), list) for name in _DOCCANO) or "Comments" in keys:
        return "doccano"
    if not {"text", "html", "url"} & keys.keys():
        return None
    return "jsonl" if name.lower().endswith(_LINES) else of_name(name) or "jsonl"


def _keys(head: bytes) -> dict[str, Any]:
    """Return the keys of the first object in the head with their values; of one cut off, what can be read."""
    text = head.decode("utf-8", "replace").lstrip("[ \t\r\n")
    pairs: dict[str, Any] = {}
    decoder, at = json.JSONDecoder(), 1
    try:
        while True:
            at = _next(text, at)
            key, at = decoder.raw_decode(text, at)
            at = text.index(":", at) + 1
            pairs[key] = [] if text[_next(text, at)] == "[" else None
            value, at = decoder.raw_decode(text, _next(text, at))
            pairs[key] = value
    except (ValueError, IndexError, RecursionError):
        return pairs


def _next(text: str, at: int) -> int:
    while text[at] in ", \t\r\n":
        at += 1
    return at
