"""Frozen corpora, and what proves them."""
