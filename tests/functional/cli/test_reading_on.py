"""Pages are read while another process keeps all writers waiting."""

import http.client
import json
import threading
import time

import pytest

from annotator.db.lock import FEW, PATIENCE_SECONDS, WriterLock
from tests.bodies import TEXT, span, uid
from tests.functional.cli.processes import served

pytestmark = pytest.mark.slow
SAVES = 16
CLAIM = {"tag": "claim", "anchor": span("exports rose by 12 percent in 2023")}


@pytest.fixture
def desk(run, tell, workspace, write):
    """A server of one process, an article on it, and the headers of its annotator."""
    run("project", "create", "news")
    run("user", "add", "ann", "--password-stdin", stdin="a long password of ann\n")
    run("member", "add", "news", "ann", "annotator")
    run("import", "news", write("in.jsonl", {"id": "a1", "text": TEXT}))
    run("assign", "news", "--per-article", "1")
    token = run("token", "create", "ann").stdout.strip()
    process, address = served(workspace, "--workers", "1")
    yield address.rsplit("/", 1)[1], {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    process.terminate()
    process.communicate(timeout=30)


def ask(desk, method: str, path: str, body: object = None) -> http.client.HTTPResponse:
    host, headers = desk
    asked = http.client.HTTPConnection(host, timeout=60)
    asked.request(method, f"/api/v1/articles/a1{path}", json.dumps(body) if body else None, headers)
    answer = asked.getresponse()
    answer.body = json.loads(answer.read())
    return answer


def seconds_to_read(desk) -> float:
    began = time.monotonic()
    assert ask(desk, "GET", "").status == 200
    return time.monotonic() - began


def test_reads_are_answered_while_another_process_has_the_writers_turn(desk, workspace):
    answers: dict[int, http.client.HTTPResponse] = {}

    def save(number: int) -> None:
        answers[number] = ask(desk, "PUT", f"/annotations/{uid(number)}", CLAIM)

    save(SAVES)  # the first warms up
    saves = [threading.Thread(target=save, args=(number,)) for number in range(SAVES)]
    with WriterLock(workspace / "db.lock").held():
        for each in saves:
            each.start()
        time.sleep(0.3)
        assert seconds_to_read(desk) < PATIENCE_SECONDS + 2
        assert seconds_to_read(desk) < 1
        assert sum(each.is_alive() for each in saves) == FEW
    for each in saves:
        each.join(60)
    refused = [answer for answer in answers.values() if answer.status != 201]
    assert {(each.status, each.body["code"]) for each in refused} == {(503, "busy")}
    assert {each.headers["Retry-After"] for each in refused} == {"1"}
    stored = {each["id"] for each in ask(desk, "GET", "/layers/mine").body["annotations"]}
    assert stored == {uid(number) for number, answer in answers.items() if answer.status == 201}
    assert len(stored) == FEW + 1
