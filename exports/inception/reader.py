"""XMI and JSON CAS as records: every file with its type system, people as layers."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from exports.archives import ArchiveError, Files
from exports.document import Document
from exports.fitting import to_record
from exports.inception import names
from exports.inception.projects import WORK, Project
from exports.inception.structures import Structures
from exports.inception.xmlguard import require_plain
from exports.options import Reading
from exports.strict import StrictError, loads

Json = dict[str, Any]
Items = Iterator[tuple[str, int, Json | StrictError]]

_NOT_WORK = frozenset({"INITIAL_CAS", "INITIAL_CAS.xmi"})


def read(files: Files, how: Reading) -> Items:
    """Yield the file, the line and the record of each text; files of one folder with one text are united."""
    files = Project(files)
    found: dict[tuple[str, str], tuple[str, Document]] = {}
    for name in files.names():
        path = PurePosixPath(name)
        if path.suffix not in {".xmi", ".json"} or path.stem in _NOT_WORK or path.name == "exportedproject.json":
            continue
        try:
            document = _document(files, path, how)
        except StrictError as error:
            if isinstance(error, ArchiveError) or error.code == "dtd_not_allowed":
                raise
            yield name, 1, error
            continue
        key = path.parent.name if path.parent.parent.name in WORK else name, document.text
        if key in found:
            found[key][1].layers += document.layers
        else:
            found[key] = name, document
    for name, document in found.values():
        yield name, 1, to_record(document, how)


def _document(files: Files, path: PurePosixPath, how: Reading) -> Document:
    cas = _cas(files, path)
    structures = Structures(cas, how)
    document = structures.document()
    if document.layers and not structures.ours:
        layer = document.layers[0]
        layer.name, layer.person = _who(path)
        document.metadata.setdefault("id", path.parent.name if layer.person else path.stem)
    return document


def _who(path: PurePosixPath) -> tuple[str, bool]:
    """Return the layer that a file is: the user's whose name it bears in an exported project."""
    if path.parent.parent.name == "curation" or path.stem == "CURATION_USER":
        return "curation", False
    if path.parent.parent.name in WORK:
        return path.stem, True
    return "imported", False


def _cas(files: Files, path: PurePosixPath) -> Any:
    from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

    data = files.read(str(path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if path.suffix == ".json":
                loads(data, max_depth=64, fractions=True)
                return load_cas_from_json(io.BytesIO(data))
            require_plain(data, str(path))
            types = load_typesystem(io.BytesIO(_types(files, path)))
            return load_cas_from_xmi(io.BytesIO(data), typesystem=types, lenient=False)
    except StrictError:
        raise
    except Exception as error:
        words = "This is no CAS that can be read: a part is missing, or is not where the format has it."
        raise StrictError("bad_cas", words, file=str(path)) from error


def _types(files: Files, path: PurePosixPath) -> bytes:
    """Return the type system nearest to a file: beside it, or in a folder above."""
    there = set(files.names())
    for folder in (path.parent, *path.parent.parents):
        for name in (names.TYPE_SYSTEM, "typesystem.xml", f"{path.stem}.typesystem.xml"):
            place = str(folder / name)
            if place in there:
                data = files.read(place)
                require_plain(data, place)
                return data
    words = (
        f"{names.TYPE_SYSTEM} is not there; without it nobody can tell what {path.name} holds. Send both as a zip."
    )
    raise StrictError("types_missing", words, file=str(path))
