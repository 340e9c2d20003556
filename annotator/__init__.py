"""Annotator: close reading of news articles, from annotation to a corpus that can be audited."""

__version__ = "0.1.0"
