"""Put the parts together: the store, the API, the pages, what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import MapAdapter

from annotator import __version__, api, web
from annotator.config import Workspace
from annotator.db import Store, open_store
from annotator.edge.arriving import LARGEST
from annotator.edge.cookies import Cookies
from annotator.edge.ordinals import Ordinal
from annotator.migrations import require_current

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
TEMPLATES = Path(__file__).parent / "web" / "templates"


class Plain(Flask):
    """Flask without what it does for others: none of our functions is a coroutine, no address has a subdomain."""

    session_interface = Cookies()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is."""
        return func

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Bind the addresses to the host of the request, asked once; raises SecurityError where it is not ours."""
        if request is None:
            return None
        request.trusted_hosts = self.config["TRUSTED_HOSTS"]
        host, query = request.host, request.query_string.decode("latin-1")
        return MapAdapter(
            self.url_map, host, request.root_path, "", request.scheme, request.path, request.method, query
        )


def create_app(workspace: Workspace, *, store: Store | None = None, proxies: int = 0) -> Flask:
    """Make the application of a workspace; refuses tables that are not migrated.

    `proxies` is the number of proxies in front, which then must speak TLS to the world.
    """
    store = store or open_store(workspace.database_url, workspace.lock_path)
    require_current(store)
    app = Plain("annotator", static_folder=None, template_folder=str(TEMPLATES))
    app.config.update(settings(workspace, secure=bool(proxies)))
    app.url_map.converters["int"] = Ordinal
    app.url_map.merge_slashes = False
    app.extensions["store"], app.extensions["workspace"] = store, workspace
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.extensions["error_page"] = web.errors.answer
    app.extensions["rendered"] = web.languages.rendered
    web.install(app)
    api.install(app)
    return app


def settings(workspace: Workspace, *, secure: bool) -> dict[str, Any]:
    """Return the settings of Flask: cookies that browsers keep to themselves, bodies with a limit."""
    return {
        "SECRET_KEY": workspace.secret_key,
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "annotator_session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "MAX_CONTENT_LENGTH": LARGEST,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "MAX_FORM_PARTS": 100,
        "TRUSTED_HOSTS": [*(workspace.settings.hosts if secure else ()), *LOOPBACK],
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_SSL_STRICT": False,
        "PERMANENT_SESSION_LIFETIME": workspace.settings.session_hours * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "ANNOTATOR_VERSION": __version__,
    }
