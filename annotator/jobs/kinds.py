"""Every kind of job there is: a module that does one is imported here, so that workers know it."""

from __future__ import annotations

from annotator.jobs import gamma
from annotator.jobs.work import run

MODULES = (gamma,)

__all__ = ["MODULES", "run"]
