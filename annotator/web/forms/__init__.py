"""What pages ask, field by field."""
