"""What every request passes and every answer carries: hosts, cross-site forgery, headers, request ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from annotator import clock
from annotator.edge import arriving, asking
from annotator.edge.asking import SAFE, bearer
from annotator.errors import Malformed, Refused, WrongType

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'"
)
FEATURES = (
    "accelerometer autoplay camera clipboard-read display-capture encrypted-media fullscreen "
    "geolocation gyroscope hid idle-detection magnetometer microphone midi payment picture-in-picture "
    "publickey-credentials-get screen-wake-lock serial usb xr-spatial-tracking"
).split()
HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in FEATURES)),
)
BUSY = 503
csrf = CSRFProtect()


def install(app: Flask) -> None:
    """Put the guards around every view; pages and API call `check_origin` once they know who asks."""
    csrf.init_app(app)
    asking.install(app)
    app.before_request(name_request)
    app.before_request(check_host)
    app.after_request(add_headers)
    app.wsgi_app = Sheltered(app.wsgi_app)  # type: ignore[method-assign]


class Sheltered:
    """Puts the protecting headers on every answer, past all that could fail, and takes bodies only whole."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request."""

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, *HEADERS], *rest)

        arriving.require_whole(environ)
        return self._app(environ, start)


def name_request() -> None:
    """Give the request an id that errors and the log carry."""
    g.request_id = clock.new_token()[:16]


def check_host() -> None:
    """Refuse a host name that is not ours, and a request that names none where HTTP asks for one."""
    if not request.headers.get("Host") and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0":
        raise Malformed("bad_host", "The request names no host. Send the header Host.")
    try:
        _ = request.host
    except Exception as error:
        raise Malformed("bad_host", "This host name is not served here.") from error


def check_coding() -> None:
    """Refuse a body that says it is packed: nothing here unpacks it, and what it holds would be guessed."""
    coding = request.headers.get("Content-Encoding", "").strip().lower()
    if coding not in {"", "identity"}:
        raise WrongType("coding_refused", f"Send the body as it is, without Content-Encoding: {coding[:40]}.")


def check_origin() -> None:
    """Refuse an unsafe request that another site could have made; a bearer token cannot be borrowed."""
    if request.method in SAFE or bearer() is not None:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Refused("csrf", "This request came from another site.")
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    if site is None and origin is not None and not f"{origin}/".startswith(_here()):
        raise Refused("csrf", "This request came from another site.")
    try:
        csrf.protect()
    except CSRFError as error:
        raise Refused("csrf", "The page is too old. Load it again; nothing you typed was saved.") from error


def _here() -> str:
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else "http"
    return f"{scheme}://{request.host}/"


def add_headers(response: Response) -> Response:
    """Say which request it answers and who may keep it; what protects every answer alike is added last."""
    response.headers["X-Request-Id"] = g.get("request_id", "-")
    if response.status_code == BUSY:  # a form that is shown again with what was typed says it too
        response.headers.setdefault("Retry-After", "1")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    is_static = request.endpoint == "static"
    if is_static and response.status_code == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif is_static or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
