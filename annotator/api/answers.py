"""Answers of the API: versions in headers, lists with cursors, posts that can be repeated."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from flask import Response, request
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.api.parameters import bad, number
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Busy, KeyReused, Malformed, Missing, StorageFull
from annotator.models import Account, Receipt

UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
VERSION = re.compile(r'"([0-9]{1,9})"')
SECONDS = re.compile(r"[0-9]{1,9}")
MOST_SECONDS = 86_400
PAGE = 100
LONGEST_KEY = 64
ACCEPTED = 202


def json(body: Any, status: int = 200, **headers: str) -> Response:
    """Return the body as JSON, keys in the order they stand."""
    response = Response(msgspec.json.encode(body, enc_hook=str), status, mimetype="application/json")
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def versioned(body: Any, version: int, *, created: bool = False, layer_hash: str | None = None) -> Response:
    """Return the body with its version as ETag, and the hash of the layer it belongs to."""
    response = json(body, 201 if created else 200, ETag=f'"{version}"')
    if layer_hash is not None:
        response.headers["Layer-Hash"] = layer_hash
    return response


def gone(version: int | None = None, *, layer_hash: str | None = None) -> Response:
    """Return the answer to a DELETE that is done."""
    response = Response(status=204)
    if version is not None:
        response.headers["ETag"] = f'"{version}"'
    if layer_hash is not None:
        response.headers["Layer-Hash"] = layer_hash
    return response


def if_match() -> int | None:
    """Return the version that the request changes; raises Malformed `bad_version`."""
    given = request.headers.get("If-Match")
    if given is None:
        return None
    found = VERSION.fullmatch(given.strip())
    if found is None:
        raise Malformed("bad_version", 'If-Match is one version in quotes, such as "3".')
    return int(found[1])


def seconds_spent() -> int:
    """Return the seconds that were worked before this act; raises Malformed `bad_parameter`."""
    given = request.headers.get("Seconds-Spent", "0")
    if not SECONDS.fullmatch(given) or int(given) > MOST_SECONDS:
        raise Malformed("bad_parameter", f"Seconds-Spent is a whole number up to {MOST_SECONDS}.")
    return int(given)


def uuid_of(text: str) -> str:
    """Return the id in small letters; raises Missing when it is no UUID."""
    if not UUID.fullmatch(text):
        raise Missing()
    return text.lower()


def page(session: Session, query: Select[Any], key: Any, show: Callable[[Any], Any]) -> Response:
    """Return one page of a list, ordered by a key of its table, and the cursor of the next.

    Where others' work adds rows that the asker may not see, the key is the uuid: numbers would count them.
    """
    limit = number("limit", PAGE, 1, 1000)
    after = _uuid_after() if key.key == "uuid" else number("cursor", 0, 0, 999_999_999)
    rows: Sequence[Any] = session.scalars(query.where(key > after).order_by(key).limit(limit + 1)).all()
    more = len(rows) > limit
    shown = rows[:limit]
    cursor = str(getattr(shown[-1], key.key)) if more else None
    return json({"items": [show(row) for row in shown], "next": cursor})


def _uuid_after() -> str:
    given = request.args.get("cursor", "")
    if given and not UUID.fullmatch(given):
        raise bad("cursor", "what the page before gave as next")
    return given


def post(act: Callable[[Session], tuple[Any, int]]) -> Response:
    """Do the act in one transaction; with an Idempotency-Key the same request again gets the first answer."""
    key, digest = _key(), _digest()
    with writing() as session:
        if key is not None:
            _take_turns(session)
        earlier = _receipt(session, key)
        if earlier is not None:
            return _replay(earlier, digest)
        body, status = act(session)
        response = _located(json(body, status))
        if key is not None:
            _keep(session, key, digest, response)
    return response


def post_again(act: Callable[[], tuple[Any, int]]) -> Response:
    """Do an act that has transactions of its own and is harmless twice; otherwise as `post`."""
    key, digest = _key(), _digest()
    with reading() as session:
        earlier = _receipt(session, key)
        if earlier is not None:
            return _replay(earlier, digest)
    response = _located(json(*act()))
    if key is not None:
        with suppress(Busy, StorageFull), writing() as session:  # what is done is acknowledged all the same
            if _receipt(session, key) is None:
                _keep(session, key, digest, response)
    return response


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 1 <= len(key) <= LONGEST_KEY:
        raise Malformed("bad_key", f"An Idempotency-Key has 1 to {LONGEST_KEY} characters.")
    return key


def _digest() -> str:
    asked = f"{request.method} {request.full_path}\n".encode() + request.get_data()
    return hashlib.sha256(asked).hexdigest()


def _located(response: Response) -> Response:
    """Say of a job that was queued where it is."""
    if response.status_code == ACCEPTED:
        response.headers["Location"] = f"/api/v1/jobs/{response.get_json()['id']}"
    return response


def _take_turns(session: Session) -> None:
    """Let the same request that is still running end first, where there are many writers."""
    mine = select(Account.id).where(Account.id == actor().account_id)
    session.execute(mine.with_for_update(key_share=True))


def _receipt(session: Session, key: str | None) -> Receipt | None:
    query = select(Receipt).where(Receipt.key == key, Receipt.account_id == actor().account_id)
    return session.scalar(query) if key is not None else None


def _replay(earlier: Receipt, digest: str) -> Response:
    if earlier.request_sha256 != digest:
        raise KeyReused("key_reused", "This Idempotency-Key was sent with another request; make a new one.")
    response = Response(earlier.body, earlier.status, mimetype="application/json")
    response.headers["Idempotency-Replayed"] = "true"
    return _located(response)


def _keep(session: Session, key: str, digest: str, response: Response) -> None:
    row = Receipt(account_id=actor().account_id, key=key, request_sha256=digest, status=response.status_code)
    row.body, row.created = response.get_data(as_text=True), clock.now()
    session.add(row)
