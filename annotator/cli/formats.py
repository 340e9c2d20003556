"""Which formats there are, and what each loses."""

from __future__ import annotations

from typing import Any

import click

from annotator.cli.console import Console, command
from exports.format import FormatInfo, broken
from exports.format import formats as all_formats


@click.command()
@command
def formats(console: Console) -> None:
    """List the formats: what they read and write, and what they lose."""
    for words in broken():
        console.say(words)
    console.show([_record(info) for info in all_formats()], [_line(info) for info in all_formats()])


def _record(info: FormatInfo) -> dict[str, Any]:
    return {
        "name": info.name,
        "reads": info.reads is not None,
        "writes": info.writes is not None,
        "lossless": info.lossless,
        "title": info.title,
        "folder": info.folder,
        "note": info.note,
        "carries": sorted(info.carries),
        "loses": sorted(info.loses),
        "suffixes": list(info.suffixes),
        "missing": info.missing,
    }


def _line(info: FormatInfo) -> str:
    does = " and ".join(word for word, able in (("reads", info.reads), ("writes", info.writes)) if able)
    loses = "loses nothing" if info.lossless else f"loses {', '.join(sorted(info.loses)) or 'some things'}"
    needs = f" (install {', '.join(info.missing)}: pip install 'annotator[all]')" if info.missing else ""
    return f"{info.name:14} {does:16} {loses}{needs}"
