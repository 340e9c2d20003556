"""Values and rules of annotation, without input or output: no database, no web, no clock."""
