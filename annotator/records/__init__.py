"""The one place where rows become records and records rows."""
