"""Who may what: acts, one-line predicates, one table, a small engine."""

from annotator.permissions.actor import OPERATOR, Actor
from annotator.permissions.acts import Act
from annotator.permissions.engine import allowed, require
from annotator.permissions.table import TABLE
from annotator.permissions.target import Target

__all__ = ["OPERATOR", "TABLE", "Act", "Actor", "Target", "allowed", "require"]
