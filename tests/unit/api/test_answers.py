"""Answers of the API: the versions, pages and repeated posts that its description promises."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from flask import Flask, Response
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from annotator.api import answers
from annotator.errors import KeyReused, Malformed, Missing
from tests.conventions.tree import ROOT

APP = Flask("test")
DESCRIPTION = (ROOT / "schemas/openapi.yaml").read_text(encoding="utf-8")
PROMISED = yaml.load(DESCRIPTION, yaml.CSafeLoader)["components"]["parameters"]


class Base(DeclarativeBase):
    """What the row is made of."""


class Row(Base):
    """A row of a list, known by a number and by an id that tells no number."""

    __tablename__ = "row"
    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column()


def version(header: str | None) -> int | None:
    headers = {} if header is None else {"If-Match": header}
    with APP.test_request_context("/", headers=headers):
        return answers.if_match()


@pytest.mark.parametrize("header, wanted", [(None, None), ('"1"', 1), (' "12" ', 12), ('"0"', 0)])
def test_the_version_of_a_request(header, wanted):
    assert version(header) == wanted


@pytest.mark.parametrize("header", ["*", "1", 'W/"1"', '"1', '"a"', '"1","2"', '"-1"', '"1234567890"', '"١"'])
def test_other_versions_are_refused(header):
    with pytest.raises(Malformed) as caught:
        version(header)
    assert caught.value.code == "bad_version"


def test_keys_keep_their_order_and_letters_theirs():
    assert answers.json({"b": "ä", "a": None}).data.decode() == '{"b":"ä","a":null}'


def test_an_answer_is_well_unless_it_is_told_otherwise():
    assert answers.json([]).status_code == 200
    assert answers.json([], 409, Retry_After="1").headers["Retry-After"] == "1"
    assert answers.json([], 409).status_code == 409


def test_a_version_is_the_etag():
    response = answers.versioned({}, 3, created=True, layer_hash="h")
    assert (response.status_code, response.headers["ETag"], response.headers["Layer-Hash"]) == (201, '"3"', "h")
    assert answers.versioned({}, 3).status_code == 200
    assert "Layer-Hash" not in answers.versioned({}, 3).headers


def test_what_is_gone_has_no_body():
    response = answers.gone(4)
    assert (response.status_code, response.data, response.headers["ETag"]) == (204, b"", '"4"')
    assert "ETag" not in answers.gone().headers and "Layer-Hash" not in answers.gone().headers
    assert answers.gone(layer_hash="h").headers["Layer-Hash"] == "h"


def test_ids_are_small_letters():
    assert answers.uuid_of("ABCDEF00-0000-4000-8000-00000000000A") == "abcdef00-0000-4000-8000-00000000000a"
    for odd in ("", "1", "abcdef00-0000-4000-8000-00000000000g", "{abcdef00-0000-4000-8000-00000000000a}"):
        with pytest.raises(Missing):
            answers.uuid_of(odd)


def seconds(header: str | None) -> int:
    with APP.test_request_context("/", headers={} if header is None else {"Seconds-Spent": header}):
        return answers.seconds_spent()


def test_the_time_spent_is_none_where_it_is_not_told_and_at_most_what_is_promised():
    promised = PROMISED["SecondsSpent"]["schema"]
    assert seconds(None) == promised["default"]
    for good in (promised["minimum"], 12, promised["maximum"]):
        assert seconds(str(good)) == good


@pytest.mark.parametrize("odd", ["", "-1", "1.5", "soon", "٣", PROMISED["SecondsSpent"]["schema"]["maximum"] + 1])
def test_another_time_spent_is_refused(odd):
    with pytest.raises(Malformed) as caught:
        seconds(str(odd))
    assert caught.value.code == "bad_parameter"


@pytest.fixture(scope="module")
def rows() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(Row(id=number, uuid=str(uuid.UUID(int=number))) for number in range(1, 1_102))
        session.flush()
        yield session


def listed(rows: Session, query: str, key: Any = Row.id) -> dict[str, Any]:
    with APP.test_request_context(f"/?{query}"):
        return answers.page(rows, select(Row), key, lambda row: row.id).get_json()


@pytest.mark.parametrize("key", [Row.id, Row.uuid])
def test_page_by_page_each_row_comes_once_and_in_order(rows, key):
    cursor, found = "", []
    while cursor is not None:
        answer = listed(rows, f"limit=367{cursor and '&cursor='}{cursor}", key)
        found.append(answer["items"])
        cursor = answer["next"]
    assert [row for items in found for row in items] == list(range(1, 1_102))
    assert [len(items) for items in found] == [367, 367, 367]


def test_a_page_is_as_long_as_is_promised(rows):
    promised = PROMISED["Limit"]["schema"]
    assert len(listed(rows, "")["items"]) == promised["default"]
    for good in (promised["minimum"], promised["maximum"]):
        assert len(listed(rows, f"limit={good}")["items"]) == good
    for odd in (promised["minimum"] - 1, promised["maximum"] + 1):
        with pytest.raises(Malformed):
            listed(rows, f"limit={odd}")


def test_a_page_after_nothing_is_the_first(rows):
    assert listed(rows, "cursor=0") == listed(rows, "")
    assert listed(rows, "cursor=", Row.uuid) == listed(rows, "", Row.uuid)


def test_nothing_comes_after_the_last(rows):
    assert listed(rows, "cursor=1101") == listed(rows, "cursor=999999999") == {"items": [], "next": None}


@pytest.mark.parametrize("key, cursor", [(Row.id, "x"), (Row.id, ""), (Row.uuid, "7"), (Row.uuid, "z" * 36)])
def test_a_cursor_that_no_page_gave_is_refused(rows, key, cursor):
    with pytest.raises(Malformed) as caught:
        listed(rows, f"cursor={cursor}", key)
    assert (caught.value.code, caught.value.pointer) == ("bad_parameter", "?cursor")


class Act:
    """An act that counts how often it was done; in one transaction of the answer, or in its own."""

    def __init__(self, world: Any, way: str, status: int = 201) -> None:
        self.world, self.way, self.status, self.done = world, getattr(answers, way), status, 0

    def __call__(self, *_: Session) -> tuple[dict[str, int], int]:
        self.done += 1
        return {"id": self.done}, self.status

    def asked(
        self, key: str | None = None, path: str = "/acts", who: str = "man", body: bytes = b"{}"
    ) -> Response:
        headers = {"Authorization": f"Bearer {self.world.tokens[who]}"}
        if key is not None:
            headers["Idempotency-Key"] = key
        with self.world.app.test_request_context(path, method="POST", headers=headers, data=body):
            return self.way(self)


@pytest.fixture(params=["post", "post_again"])
def make(world, request) -> Callable[..., Act]:
    return lambda status=201: Act(world, request.param, status)


def test_the_same_key_gets_the_first_answer(make):
    act = make()
    first, again = act.asked("k"), act.asked("k")
    assert (first.status_code, first.get_json(), again.status_code, again.data) == (
        201,
        {"id": 1},
        201,
        first.data,
    )
    assert "Idempotency-Replayed" not in first.headers and again.headers["Idempotency-Replayed"] == "true"
    assert act.done == 1


def test_another_key_none_and_another_person_are_new_requests(make):
    act = make()
    for asked in ({"key": "k"}, {"key": "l"}, {}, {}, {"key": "k", "who": "res"}):
        assert "Idempotency-Replayed" not in act.asked(**asked).headers
    assert act.done == 5


@pytest.mark.parametrize("other", [{"path": "/other"}, {"path": "/acts?x=1"}, {"body": b"[]"}])
def test_a_key_of_another_request_is_refused(make, other):
    act = make()
    act.asked("k")
    with pytest.raises(KeyReused):
        act.asked("k", **other)
    assert act.done == 1


def test_a_job_tells_where_it_is_and_again_when_it_is_asked_again(make):
    act = make(202)
    assert [act.asked("k").headers["Location"] for _ in range(2)] == ["/api/v1/jobs/1"] * 2
    assert "Location" not in make(201).asked("l").headers


def test_a_key_is_as_long_as_is_promised(make):
    promised, act = PROMISED["IdempotencyKey"]["schema"], make()
    for good in (promised["minLength"], promised["maxLength"]):
        assert act.asked("k" * good).status_code == 201
    for odd in (promised["minLength"] - 1, promised["maxLength"] + 1):
        with pytest.raises(Malformed, match="characters"):
            act.asked("k" * odd)
    assert act.done == 2
