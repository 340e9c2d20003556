"""Load every module of the program once, so that the bytecode of what it needs is there."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress

import annotator
import exports
import schemas

for package in (annotator, exports, schemas):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith(("__main__", "migrations.env")):  # these run when they are loaded
            with suppress(ImportError):  # of an optional format
                importlib.import_module(module.name)
