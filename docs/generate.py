"""Writes the reference pages of this folder from the code; `make docs` runs it, a test compares.

Usage: python docs/generate.py
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from annotator import cli, permissions
from annotator.permissions.acts import scope_of
from exports.format import FormatInfo, formats

FOLDER = Path(__file__).parent
NOTE = "<!-- Made from the code by `make docs`; change the code, not this page. -->"


def main() -> None:
    """Write every page anew."""
    for name, make in PAGES.items():
        (FOLDER / name).write_text(page(make), encoding="utf-8")


def page(make: Callable[[], str]) -> str:
    """Return the whole text of a page."""
    title, _, rest = make().partition("\n")
    return f"{title}\n\n{NOTE}\n{rest.rstrip()}\n"


def commands() -> str:
    """Every command of the command line, with its arguments and options."""
    parts = ["# Commands", *_described(cli.main, "annotator")]
    return "\n\n".join(parts)


def _described(command: click.Command, path: str) -> list[str]:
    context = click.Context(command, info_name=path, terminal_width=200, max_content_width=200)
    parts = [] if path == "annotator" else [f"## {path.removeprefix('annotator ')}"]
    parts += [
        f"    {command.get_usage(context).removeprefix('Usage: ')}",
        inspect.cleandoc(command.help or ""),
    ]
    options = [_option(param) for param in command.params if isinstance(param, click.Option) and not param.hidden]
    if options:
        parts.append(_table(["option", "does"], options))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            known = command.get_command(context, name)
            if known is not None and not known.hidden:
                parts += _described(known, f"{path} {name}")
    return parts


def _option(option: click.Option) -> list[str]:
    spelled = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    value = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('any')))}"
    return [spelled + value, option.help or ""]


def format_table() -> str:
    """Every format: what it reads and writes, what it carries and loses."""
    head = ["format", "what it is", "reads", "writes", "loses", "needs"]
    notes = [f"## {info.name}\n\n{info.title}. {info.note}" for info in formats() if info.note]
    intro = (FOLDER / "formats.intro.md").read_text(encoding="utf-8").strip()
    return "\n\n".join([intro, _table(head, map(_format, formats())), *notes])


def _format(info: FormatInfo) -> list[str]:
    loses = "nothing" if info.lossless else _list(info.loses)
    return [f"`{info.name}`", info.title, _yes(info.reads), _yes(info.writes), loses, _list(info.needs)]


def who_may_what() -> str:
    """Every act, who may do it, and the scope that a token needs for it."""
    intro = (
        "An act is allowed to a person of whom all of one line is true. "
        "What one may not see answers as what does not exist. "
        "The operator at the command line may do everything."
    )
    rows = [[f"`{act}`", _clauses(act), scope_of(act)] for act in sorted(permissions.Act)]
    table = _table(["act", "allowed to", "token scope"], rows)
    fields = (FOLDER / "permissions.fields.md").read_text(encoding="utf-8").strip()
    return f"# Who may what\n\n{intro}\n\n{table}\n\n{fields}"


def _clauses(act: permissions.Act) -> str:
    return "<br>or ".join(
        " and ".join(str(predicate.__doc__) for predicate in row) for row in permissions.TABLE[act]
    )


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _yes(value: object) -> str:
    return "yes" if value else "–"


def _list(values: Iterable[str]) -> str:
    return ", ".join(sorted(values)) or "–"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "formats.md": format_table,
    "permissions.md": who_may_what,
}

if __name__ == "__main__":
    main()
