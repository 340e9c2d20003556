"""The signed cookie that names a log-in."""

from __future__ import annotations

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

REFUSED_BY_US = 500


class Cookies(SecureCookieSessionInterface):
    """Flask's sessions in a cookie, left alone where a token says who asks: its checks would be for nothing."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds, nothing beside an Authorization header."""
        if "Authorization" in request.headers:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what the request changed in it, but not with an answer that says that nothing was saved."""
        if response.status_code < REFUSED_BY_US:
            super().save_session(app, session, response)
