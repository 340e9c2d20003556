"""The checks of this repository."""
