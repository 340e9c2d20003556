"""The cookie that names a log-in."""

from __future__ import annotations

from flask import Flask, Request

from annotator.edge.cookies import Cookies


def opened(app: Flask, **headers: str):
    cookie = app.session_interface.get_signing_serializer(app).dumps({"login": "secret"})
    with app.test_request_context(headers={"Cookie": f"session={cookie}", **headers}) as context:
        request: Request = context.request
        return dict(app.session_interface.open_session(app, request))


def test_a_session_is_what_the_cookie_holds_and_nothing_beside_a_token():
    app = Flask("cookies")
    app.secret_key, app.session_interface = "a key", Cookies()
    assert opened(app) == {"login": "secret"}
    assert opened(app, Authorization="Bearer x") == {}
