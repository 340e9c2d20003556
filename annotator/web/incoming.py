"""What an import form sent, as articles on their way in; what is wrong is said at its field or its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, cast

from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Invalid
from annotator.records.incoming import read_text
from annotator.services.corpus import foreign
from annotator.services.corpus.importing import Given
from annotator.web.forms.imports import OF_ONE, ImportForm
from exports import jsonl
from exports.options import Reading
from schemas.sayings import say

PASTED = "pasted text"
PAGES = (".htm", ".html", ".xhtml")


def read(form: ImportForm, scheme: Scheme) -> tuple[Reading, list[Given]]:
    """Return all that the form sent, checked, and how it was read; adds to the errors of the form."""
    files = form.uploads()
    texts = bool(form.text.data) + sum(_is_text(file) for file in files)
    if not form.text.data and not files:
        form.form_errors.append(gettext("Paste a text, or choose a file."))
    if texts != 1:
        _refuse_what_is_of_one(form)
    given = list(_pasted(form, single=texts == 1)) if form.text.data else []
    how = Reading()
    try:
        how = foreign.prepare(scheme, offsets=form.offsets.data, mapping=form.mapped())
        for file in files:
            given.extend(_file(file, form, scheme, how, single=texts == 1))
    except Invalid as error:
        form.refuse(error)
    return how, given


def _pasted(form: ImportForm, *, single: bool) -> Iterator[Given]:
    yield _text(form, (form.text.data or "").encode(), PASTED, single=single)


def _file(file: FileStorage, form: ImportForm, scheme: Scheme, how: Reading, *, single: bool) -> Iterator[Given]:
    name = file.filename or "file"
    if _is_text(file):
        yield _text(form, file.stream.read(), name, single=single)
        return
    stream = cast(BinaryIO, file.stream)
    if not stream.read(1):
        raise Invalid("empty_file", "The file is empty. Choose another.")
    if name.lower().endswith(PAGES) and form.format.data == foreign.AUTO:
        words = say(
            "%(file)s is a page (HTML). Choose it under “Pages of articles”, where it is shown first.", file=name
        )
        raise Invalid("unknown_format", words)
    stream.seek(0)
    found = foreign.choose(stream, form.format.data, name)
    if found == jsonl.INFO.name and name.lower().endswith(".json"):
        for number, value in jsonl.whole(stream.read()):
            yield foreign.checked(number, name, value, scheme)
        return
    yield from foreign.articles(found, stream, name, how, scheme)


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
            words = gettext("Leave this empty: it is for one text, and several or none were sent.")
            field.errors = [*field.errors, words]


def _is_text(file: FileStorage) -> bool:
    return (file.filename or "").lower().endswith(".txt")
