"""brat standoff as records: every .txt with its annotations; folders of ours, or of several people, as layers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from exports.archives import ArchiveError, Files
from exports.brat.names import OURS, original
from exports.brat.standoff import Standoff
from exports.document import Document, Layer
from exports.fitting import to_record
from exports.options import Reading
from exports.strict import StrictError, together

Json = dict[str, Any]
Items = Iterator[tuple[str, int, Json | StrictError]]

_STANDOFF = (".ann", ".a1", ".a2")


def read(files: Files, how: Reading) -> Items:
    """Yield the file, the line and the record of each text, or the error that keeps it out.

    In a corpus of ours the folders are layers. Elsewhere files of one name and one text in several folders are the
    work of several people, named by the folders.
    """
    names = files.names()
    ours = _are_ours(files, names)
    groups: dict[str, list[PurePosixPath]] = {}
    for path in map(PurePosixPath, names):
        if path.suffix == ".txt":
            groups.setdefault(path.stem, []).append(path)
    known = {str(path.with_suffix("")) for paths in groups.values() for path in paths}
    for name in names:
        path = PurePosixPath(name)
        if path.suffix in _STANDOFF and str(path.with_suffix("")) not in known:
            yield name, 1, StrictError("text_missing", f"{path.stem}.txt is not there; the offsets count in it.")
    for paths in groups.values():
        yield from _group(files, paths, how, ours=ours)


def _are_ours(files: Files, names: list[str]) -> bool:
    found = [name for name in names if PurePosixPath(name).name == "annotation.conf"]
    return any(files.read(name).startswith(OURS.encode()) for name in found)


def _group(files: Files, paths: list[PurePosixPath], how: Reading, *, ours: bool) -> Items:
    """Yield one record for files of one name that hold one text, one each for those that do not."""
    documents: dict[str, tuple[PurePosixPath, Document]] = {}
    errors: list[StrictError] = []
    for path in paths:
        try:
            text = _text(files.read(str(path)))
            _, document = documents.setdefault(text, (path, Document(text, metadata=_about(path, ours))))
            layer = _layer(files, path, document, how, errors)
        except ArchiveError:
            raise
        except StrictError as error:
            error.where.setdefault("file", str(path))
            errors.append(error)
            continue
        document.layers += [layer] if layer.name else []
    if errors:
        yield _placed(errors[0].where["file"], together(errors))
        return
    for path, document in documents.values():
        for layer in document.layers:
            layer.person = not ours and len(document.layers) > 1
            layer.name = layer.name if ours or layer.person else "imported"
        yield _placed(str(path), to_record(document, how))


def _placed(file: str, value: Json | StrictError) -> tuple[str, int, Json | StrictError]:
    """Return the value with its place: of an error the line that is wrong."""
    where = value.where if isinstance(value, StrictError) else {}
    return where.get("file", file), where.get("line", 1), value


def _layer(
    files: Files, path: PurePosixPath, document: Document, how: Reading, errors: list[StrictError]
) -> Layer:
    folder = path.parent.name
    name = (original(folder) or "") if folder and _marked(document) else folder or "imported"
    standoff = Standoff(document.text, how)
    there = set(files.names())
    for suffix in _STANDOFF:
        file = str(path.with_suffix(suffix))
        if file in there:
            standoff.read(file, _text(files.read(file)))
    errors += standoff.errors
    return Layer(name, *standoff.found())


def _marked(document: Document) -> bool:
    return "meta" not in document.metadata


def _about(path: PurePosixPath, ours: bool) -> Json:
    """Return the id; of a corpus of others also which file it was."""
    if ours:
        return {"id": original(path.stem)}
    return {"id": path.stem, "meta": {"file": str(path)}}


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        words = f"Byte {error.start} is no text in UTF-8."
        raise StrictError("bad_encoding", words, position=error.start) from error
