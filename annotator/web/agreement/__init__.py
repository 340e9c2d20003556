"""The pages of agreement: figures, what they rest on, files."""

from annotator.web.agreement import views

bp = views.bp

__all__ = ["bp", "views"]
