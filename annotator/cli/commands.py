"""Every command and the module it is in, which is loaded when it is asked for: most need not the half of all."""

from __future__ import annotations

from importlib import import_module

import click

MODULES = {
    "agreement": "agreement",
    "assign": "assigning",
    "backup": "backups",
    "check": "checking",
    "checkpoint": "checkpoints",
    "demo": "demo",
    "doctor": "doctor",
    "export": "exporting",
    "formats": "formats",
    "import": "importing",
    "init": "starting",
    "member": "members",
    "project": "projects",
    "release": "releasing",
    "restore": "backups",
    "scheme": "schemes",
    "serve": "serving",
    "token": "tokens",
    "user": "people",
    "verify": "checking",
    "worker": "worker",
}
FUNCTIONS = {"import": "import_articles"}
"""Where the function cannot be called as the command is."""


def load(name: str) -> click.Command | None:
    """Return the command of that name; None when there is none."""
    if name not in MODULES:
        return None
    found: click.Command = getattr(import_module(f"annotator.cli.{MODULES[name]}"), FUNCTIONS.get(name, name))
    return found
