"""The signed cookie that names a log-in."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class Cookies(SecureCookieSessionInterface):
    """Flask's sessions in a cookie, left alone where a token says who asks: its checks would be for nothing."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds, nothing beside an Authorization header."""
        if "Authorization" in request.headers:
            return self.session_class()
        return super().open_session(app, request)
