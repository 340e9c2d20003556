"""The signed cookie that names a log-in."""

from __future__ import annotations

import hashlib

from flask import Flask, Request, Response, g
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf import csrf

REFUSED_BY_US = 500
csrf.URLSafeTimedSerializer.default_signer.default_digest_method = staticmethod(hashlib.sha256)


class Cookies(SecureCookieSessionInterface):
    """Flask's sessions in a cookie, left alone where a token says who asks: its checks would be for nothing."""

    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds, nothing beside an Authorization header."""
        if "Authorization" in request.headers:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send what the request changed in it; with an answer that nothing was saved, a new secret alone."""
        touched = session.accessed or session.modified
        if touched and (response.status_code < REFUSED_BY_US or "renewed" in g):
            super().save_session(app, session, response)
