"""YAML that means what it shows: no aliases, no key twice, no tags that make objects."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

LIMIT = 1_000_000
"""The most characters that a scheme may have."""

DEPTH = 32
"""The most levels of lists and keys."""

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """YAML that is refused: a sentence, and the line (from 1) where it stands."""

    def __init__(self, detail: str, line: int) -> None:
        super().__init__(f"line {line}: {detail}")
        self.detail = detail
        self.line = line


def loads(text: str) -> Any:
    """Return the value that the text holds; raise `YamlError` with the line that is wrong."""
    if len(text) > LIMIT:
        raise YamlError(f"The text is longer than {LIMIT:,} characters.", 1)
    try:
        _check_events(text)
        return yaml.load(text, Loader=_Strict)  # noqa: S506 - the loader is a safe one, and stricter
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = str(getattr(error, "problem", None) or "this is no YAML")
        raise YamlError(f"{problem[:1].upper()}{problem[1:]}.", _line(mark)) from error


def dumps(value: Any) -> str:
    """Return the value as YAML, keys in their order, one term a line where it fits."""
    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)
    return text


def _check_events(text: str) -> None:
    """Refuse aliases, which can blow a small text up, and what is nested too deeply to be a scheme."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent):
            raise YamlError("Aliases (*) are not used here.", _line(event.start_mark))
        if depth > DEPTH:
            raise YamlError(f"Lists and keys are nested deeper than {DEPTH}.", _line(event.start_mark))


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def line_of(text: str, pointer: str) -> int:
    """Return the line (from 1) where the value at a JSON pointer stands, or the nearest one above it."""
    node = yaml.compose(text, Loader=_Base)
    line = 1
    for step in pointer.split("/")[1:]:
        node = _child(node, step.replace("~1", "/").replace("~0", "~"))
        if node is None:
            break
        line = _line(node.start_mark)
    return line


def _child(node: Any, step: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        return node.value[int(step)]
    return None


class _Strict(_Base):  # type: ignore[misc]
    """A safe loader that refuses a key given twice, of which YAML keeps the last without a word."""

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Return the value of a node; raise `yaml.MarkedYAMLError` at a date or number that there is not."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError as error:
            problem = f"{str(node.value)[:40]!r} is no value: {error}"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark) from error

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping of a node; raise `yaml.MarkedYAMLError` at a key that stood there before."""
        seen: set[str] = set()
        for key, _ in node.value:
            word = str(key.value)
            if word in seen:
                problem = f"the key {word!r} stands here twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(word)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping
