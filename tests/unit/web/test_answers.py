"""Where one may be sent after logging in; pages that leave in two parts."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from flask import Flask, Response, request
from jinja2 import DictLoader

from annotator.web.answers import page_in_two, safe_next


@pytest.mark.parametrize("good", ["/", "/projects/news", "/projects/news?page=2", "/stories/news:ភាសា"])
def test_addresses_of_this_site_are_kept(good):
    assert safe_next(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "",
        "projects",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "/a b",
        "/a\tb",
        "/a\x00",
        "/a\\b",
    ],
)
def test_every_other_is_home(bad):
    assert safe_next(bad) == "/"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def answer(said: list[str]) -> Response:
    app = Flask("page")
    app.jinja_loader = DictLoader({"two.html": "<head></head><article>{{ rest() }}"})  # type: ignore[assignment]
    with app.test_request_context("/here"):
        held = ExitStack()
        held.callback(said.append, "let go")
        return page_in_two(held, "two.html", "<article", rest=lambda: said.append("made") or request.path)


def test_the_beginning_leaves_before_the_rest_is_made(answer: Response, said: list[str]) -> None:
    parts = iter(answer.response)
    assert (next(parts), said) == ("<head></head>", [])
    assert (next(parts), said) == ("<article>/here", ["made", "let go"])


def test_nothing_is_held_for_who_does_not_read_on(answer: Response, said: list[str]) -> None:
    answer.close()
    assert said == ["let go"]


def test_what_fails_after_the_beginning_is_said_in_its_place(said: list[str]) -> None:
    app = Flask("page")
    app.jinja_loader = DictLoader(  # type: ignore[assignment]
        {"two.html": "<main><article lang={{ missing.value }}>", "parts/broken.html": "load again"}
    )
    with app.test_request_context("/here"), ExitStack() as held:
        held.callback(said.append, "let go")
        parts = list(page_in_two(held, "two.html", "<article").response)
    assert (parts, said) == (["<main>", "load again"], ["let go"])
