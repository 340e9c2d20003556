"""The journal of security: one JSON object a line, with all that tells an event and nothing that tells a text."""

from __future__ import annotations

import json
import logging
import re

from annotator.edge import journal
from tests.world import world, world_template  # noqa: F401

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def entries(caplog):
    return [json.loads(record.getMessage()) for record in caplog.records if record.name == journal.LOG.name]


def test_an_entry_says_when_where_who_and_what(world, caplog):  # noqa: F811
    caplog.set_level(logging.INFO)
    with world.app.test_request_context(
        "/people/7/admin", method="POST", environ_base={"REMOTE_ADDR": "192.0.2.1"}
    ):
        journal.note("login:begun", 7, by="password")
    [entry] = entries(caplog)
    assert MOMENT.fullmatch(entry.pop("ts"))
    assert entry == {
        "what": "login:begun", "account": 7, "by": "password", "method": "POST",
        "route": "/people/<account_id>/<deed>", "from": "192.0.2.1", "request": "-",
    }  # fmt: skip


def test_what_is_no_ascii_leaves_as_escapes(caplog):
    caplog.set_level(logging.INFO)
    journal.note("x\r\nforged \x1b[31m \u202e")
    [line] = [record.getMessage() for record in caplog.records]
    assert line.isascii() and line.isprintable()


def test_a_page_that_leads_to_the_log_in_is_no_refusal(world, caplog):  # noqa: F811
    caplog.set_level(logging.INFO)
    with world.app.test_request_context("/"):
        for status, program in ((401, False), (404, True), (422, True), (200, True)):
            journal.note_refusal(status, "x", program=program)
        assert entries(caplog) == []
        for status in (401, 403, 429, 503):
            journal.note_refusal(status, "x", program=True)
    assert [entry["status"] for entry in entries(caplog)] == [401, 403, 429, 503]
