"""Who acts: a person with roles, or the operator at the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = ("annotator", "reviewer", "researcher", "manager")
SCOPES = ("read", "annotate", "manage")


@dataclass(frozen=True)
class Actor:
    """A person as the permissions see one: roles by project id, and the scope of the token that came.

    `blinded` holds the projects in which the person annotates an article whose gold is not yet open; it is
    asked only of those who are more than annotators. `language` decides nothing: pages are said in it.
    """

    account_id: int | None
    name: str
    admin: bool = False
    may_create: bool = False
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    blinded: frozenset[int] = frozenset()
    scope: str = "manage"
    operator: bool = False
    language: str | None = None

    def has(self, project_id: int | None, *roles: str) -> bool:
        """Tell whether the person holds one of the roles in the project."""
        held = self.roles.get(project_id, frozenset()) if project_id is not None else frozenset()
        return bool(held.intersection(roles))

    def projects_as(self, *roles: str) -> list[int]:
        """Return the ids of the projects in which the person holds one of the roles."""
        return sorted(project for project in self.roles if self.has(project, *roles))


OPERATOR = Actor(None, "operator", admin=True, may_create=True, operator=True)
