"""The command line: one module a noun, each a thin edge over the services."""

from annotator.cli.quiet import quietly

with quietly():
    from annotator.cli.group import main

__all__ = ["main"]
