"""Records into bytes and back: one module a format, usable without the application."""
