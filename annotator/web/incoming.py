"""What an import form sent, as articles on their way in; what is wrong is said at its field or its line."""

from __future__ import annotations

from collections.abc import Iterator

from werkzeug.datastructures import FileStorage

from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, WrongType
from annotator.records.incoming import read_text
from annotator.services.importing import Given, read_lines
from annotator.web.forms.imports import OF_ONE, ImportForm

LINES = (".jsonl", ".ndjson")
PASTED = "pasted text"


def read(form: ImportForm, scheme: Scheme) -> list[Given]:
    """Return all that the form sent, checked; adds to the errors of the form."""
    files = form.uploads()
    texts = bool(form.text.data) + sum(not _is_lines(file) for file in files)
    if not form.text.data and not files:
        form.form_errors.append("Paste a text, or choose a file.")
    if texts != 1:
        _refuse_what_is_of_one(form)
    given = list(_pasted(form, single=texts == 1)) if form.text.data else []
    for file in files:
        given.extend(_file(file, form, scheme, single=texts == 1))
    return given


def _pasted(form: ImportForm, *, single: bool) -> Iterator[Given]:
    yield _text(form, (form.text.data or "").encode(), PASTED, single=single)


def _file(file: FileStorage, form: ImportForm, scheme: Scheme, *, single: bool) -> Iterator[Given]:
    name = file.filename or "file"
    if _is_lines(file):
        yield from read_lines(file.stream, name, scheme)
    elif name.lower().endswith(".txt"):
        yield _text(form, file.stream.read(), name, single=single)
    else:
        words = "Only .txt and .jsonl are taken here. Pages (.html) have a form of their own below."
        yield Given(1, name, error=WrongType("wrong_type", words))


def _text(form: ImportForm, data: bytes, where: str, *, single: bool) -> Given:
    metadata = form.metadata(single=single)
    charset = form.charset.data if where != PASTED else "utf-8"
    try:
        return Given(1, where, read_text(data, metadata, charset=charset or None))
    except AnnotatorError as error:
        if (error.pointer or "").strip("/") in metadata:
            form.refuse(error)
        return Given(1, where, error=error)


def _refuse_what_is_of_one(form: ImportForm) -> None:
    for name in OF_ONE:
        field = form[name]
        if field.data:
            words = "Leave this empty: it is for one text, and several or none were sent."
            field.errors = [*field.errors, words]


def _is_lines(file: FileStorage) -> bool:
    return (file.filename or "").lower().endswith(LINES)
