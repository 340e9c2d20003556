"""The API's description and the API are the same: every route is described, every description is served."""

from __future__ import annotations

import re

import pytest

import schemas
from annotator.app import create_app
from annotator.config import make_workspace
from annotator.db import open_store

BASE = "/api/v1"
METHODS = {"get", "put", "post", "delete", "patch"}


@pytest.fixture(scope="module")
def app(tmp_path_factory, sqlite_template):
    workspace = make_workspace(tmp_path_factory.mktemp("workspace"))
    store = open_store(f"sqlite:///{sqlite_template}")
    yield create_app(workspace, store=store)
    store.close()


@pytest.fixture(scope="module")
def served(app):
    return {
        (method.lower(), re.sub(r"<[^>]+>", "{}", rule.rule.removeprefix(BASE)))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BASE + "/")
        for method in rule.methods
        if method.lower() in METHODS
    }


@pytest.fixture(scope="module")
def described():
    return {
        (method, re.sub(r"\{[^}]+\}", "{}", path.removeprefix(BASE)))
        for path, operations in schemas.openapi()["paths"].items()
        for method in operations
        if method in METHODS and path not in {"/healthz", "/readyz", "/metrics"}
    }


def test_every_route_is_described(served, described):
    assert sorted(served - described) == []


def test_every_description_is_served(served, described):
    assert sorted(described - served) == []


def test_every_operation_has_a_name_and_a_word():
    lacking = [
        f"{method} {path}"
        for path, operations in schemas.openapi()["paths"].items()
        for method, operation in operations.items()
        if method in METHODS and not (operation.get("summary") and operation.get("operationId"))
    ]
    assert lacking == []


def test_no_two_operations_share_a_name():
    names = [
        operation["operationId"]
        for operations in schemas.openapi()["paths"].values()
        for method, operation in operations.items()
        if method in METHODS and "operationId" in operation
    ]
    assert len(names) == len(set(names))


def test_every_view_says_what_it_does(app):
    ours = {endpoint: view for endpoint, view in app.view_functions.items() if endpoint != "static"}
    silent = [endpoint for endpoint, view in ours.items() if not view.__doc__]
    assert silent == []
