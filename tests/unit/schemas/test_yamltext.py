from __future__ import annotations

import pytest

from schemas import yamltext


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: &x [1]\nb: *x", 2),
        ("a: 1\nb: 2\na: 3", 3),
        ("a: 1\nb: ]", 2),
        ("a:\n  b: 1\n  b: 2", 3),
        ("a: !!python/object:os.system {}", 1),
        ("[" * 5000 + "]" * 5000, 1),
        ("a: 1\n? [1, 2]\n: 3", 2),
        ("x" * (yamltext.LIMIT + 1), 1),
        ("a: 1\nb: 2024-02-30", 2),
        ("a: 1\nb: " + "9" * 5000, 2),
    ],
    ids=[
        "alias",
        "key twice",
        "broken",
        "inner key twice",
        "object",
        "deep",
        "list as key",
        "long",
        "no date",
        "long number",
    ],
)
def test_refuses_and_names_the_line(text, line):
    with pytest.raises(yamltext.YamlError) as refused:
        yamltext.loads(text)
    assert refused.value.line == line


def test_a_bomb_of_aliases_is_refused_before_it_is_built():
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30))
    with pytest.raises(yamltext.YamlError, match="Aliases"):
        yamltext.loads(bomb)


def test_reads_what_it_shows():
    assert yamltext.loads("a: [1, x, true]\nb: {c: null}") == {"a": [1, "x", True], "b": {"c": None}}


@pytest.mark.parametrize(
    ("pointer", "line"), [("/x/1/id", 4), ("/x/1", 4), ("/y~1z", 5), ("/x/7", 3), ("/nowhere", 1), ("", 1)]
)
def test_finds_the_line_of_a_pointer(pointer, line):
    text = "\nx:\n  - {id: 1}\n  - {id: 2}\ny/z: 3\n"
    assert yamltext.line_of(text, pointer) == line
