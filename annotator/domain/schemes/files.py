"""Schemes that a project brings in a file of its own."""

from __future__ import annotations

import schemas
from annotator.domain.schemes.reading import problems
from annotator.domain.schemes.scheme import Scheme
from annotator.errors import Invalid, Problem
from schemas.yamltext import YamlError, line_of


def read(data: bytes) -> Scheme:
    """Return the scheme in a YAML file; raise `Invalid` (code `bad_scheme`), every problem with its line."""
    try:
        body = schemas.read_scheme(data)
    except YamlError as error:
        raise Invalid("bad_scheme", f"Line {error.line}: {error.detail}") from error
    found = problems(body)
    if found:
        raise Invalid.many([_with_line(problem, data.decode()) for problem in found])
    return Scheme(body)


def _with_line(problem: Problem, text: str) -> Problem:
    line = line_of(text, problem.pointer or "")
    return Problem(problem.code, f"Line {line}: {problem.detail}", problem.pointer)
