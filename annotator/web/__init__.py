"""The pages: HTML made on the server, one blueprint a noun."""

from __future__ import annotations

from flask import Flask

from annotator.edge import guards
from annotator.web import auth, desk, frame, home, links, requests

MODULES = (auth, desk, home, links)


def install(app: Flask) -> None:
    """Add the pages, what every request for one passes, and what every template may use."""
    guards.install(app)
    requests.install(app)
    frame.install(app)
    for module in MODULES:
        app.register_blueprint(module.bp)
