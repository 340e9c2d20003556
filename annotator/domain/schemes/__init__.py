"""Label schemes: what a project annotates, and the one definition of every rule about it."""

from annotator.domain.schemes.files import read
from annotator.domain.schemes.parts import Attribute, Tag, Term, holds
from annotator.domain.schemes.scheme import Holes, Scheme, default

__all__ = ["Attribute", "Holes", "Scheme", "Tag", "Term", "default", "holds", "read"]
