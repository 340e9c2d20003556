"""Sources, captures, entities and fact-checks."""
