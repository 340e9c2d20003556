"""Fetch a page from a public address: pinned, limited, and never from inside the house."""

from annotator.services.evidence.fetching.fetch import Fetched, fetch

__all__ = ["Fetched", "fetch"]
