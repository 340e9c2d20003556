"""The label scheme of a project: read, changed part by part or as text, and put in force as a new version."""

from annotator.web.schemes.parts import bp as parts
from annotator.web.schemes.publishing import bp as publishing
from annotator.web.schemes.views import bp

__all__ = ["bp"]

bp.register_blueprint(parts)
bp.register_blueprint(publishing)
