"""Which layers are set aside, against what the events say of it."""

from __future__ import annotations

import json

import pytest

from exports.proof.asides import Asides
from exports.proof.report import Wrong

WORK = {"kind": "annotator", "state": "submitted"}
CAME = {"kind": "imported", "state": "submitted"}


def told(*changes: tuple[str, dict]) -> Asides:
    asides = Asides()
    for name, state in changes:
        change = {"object": name, "article": "a1", "body": json.dumps(state)}
        asides.take(name.split("/")[0], change)
    return asides


def layer(**more: str) -> dict:
    return {"layer": "p", "state": "submitted", **more}


def given(slot: int | None) -> tuple[str, dict]:
    return "assignment/1", {"annotator": "p", "slot": slot}


CASES = {
    "given": ([given(1), ("layer/p", WORK)], None),
    "taken back": ([given(1), ("layer/p", WORK), given(None)], "withdrawn"),
    "given again": ([given(None), ("layer/p", WORK), given(2)], None),
    "training": ([given(1), ("layer/p", WORK), ("article/a1", {"purpose": "training"})], "training"),
    "no more": ([("layer/p", WORK), ("article/a1", {"purpose": "training"}), ("article/a1", {})], None),
    "a test": ([("layer/p", WORK), ("article/a1", {"purpose": "test"})], None),
    "came so": ([("layer/p", CAME | {"aside": "withdrawn"})], "withdrawn"),
    "came": ([("layer/p", CAME), ("article/a1", {"purpose": "training"})], None),
}


@pytest.mark.parametrize("changes, why", CASES.values(), ids=CASES)
def test_a_layer_is_set_aside_as_its_history_says(changes, why):
    found = told(*changes)
    found.require("a1", layer(aside=why) if why else layer())
    for other in {None, "withdrawn", "training"} - {why}:
        with pytest.raises(Wrong, match="not set aside as its history says"):
            found.require("a1", layer(aside=other) if other else layer())


def test_what_is_open_is_set_aside_by_nobody_and_what_is_not_told_is_taken():
    told(given(None), ("layer/p", WORK)).require("a1", layer(state="open"))
    asides = Asides()
    asides.take("layer", {"object": "layer/p", "article": "a1", "commitment": "0"})
    asides.require("a1", layer(aside="training"))
