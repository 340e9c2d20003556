"""The command line: one module a noun, each a thin edge over the services."""

from annotator.cli.loading import quietly, uncollected

with quietly(), uncollected():
    from annotator.cli.group import main

__all__ = ["main"]
