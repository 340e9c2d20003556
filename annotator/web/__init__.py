"""The pages: HTML made on the server, one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from annotator.edge import guards
from annotator.web import assignments, auth, desk, errors, frame, home, links, projects, requests

__all__ = ["errors", "install"]
MODULES = (assignments, auth, desk, home, links, projects)


def install(app: Flask) -> None:
    """Add the pages, what every request for one passes, and what every template may use."""
    guards.install(app)
    requests.install(app)
    frame.install(app)
    for module in MODULES:
        app.register_blueprint(module.bp)
