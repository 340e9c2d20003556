"""Reads: every one begins from what the actor may see."""
