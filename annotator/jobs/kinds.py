"""Every kind of job there is: a module that does one is imported here, so that workers know it."""

from __future__ import annotations

from annotator.jobs import adopt, crowd, gamma, releases
from annotator.jobs.work import run

MODULES = (adopt, crowd, gamma, releases)

__all__ = ["MODULES", "run"]
