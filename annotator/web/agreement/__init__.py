"""The pages of agreement: figures, what they rest on, files."""

from annotator.web.agreement import detail, views

bp = views.bp

__all__ = ["bp", "detail", "views"]
