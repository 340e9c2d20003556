"""The hash chain: every kind of tampering is found at the first event it touches."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from annotator.domain.history import GENESIS, check_chain, commitment, fold, leaf
from annotator.domain.history.signing import Signer, read_signer
from annotator.errors import ConfigurationError
from exports.proof.notes import open_note


def chain(length: int) -> tuple[list[dict[str, Any]], list[str]]:
    events: list[dict[str, Any]] = []
    hashes: list[str] = []
    for seq in range(1, length + 1):
        event = {
            "schema": "annotator/event/1",
            "seq": seq,
            "ts": f"2024-01-01T00:00:{seq:02}Z",
            "actor": "a-7k2m9qxw4c",
            "action": "annotation:write",
            "objects": [[f"annotation/{seq}", "0" * 64]],
            "payload_commitment": commitment("salt", f"note {seq}"),
            "prev_hash": hashes[-1] if hashes else GENESIS,
        }
        events.append(event)
        hashes.append(leaf(event))
    return events, hashes


def test_a_leaf_is_a_hash_over_a_zero_byte_and_sorted_json() -> None:
    expected = hashlib.sha256(b'\x00{"a":"\xc3\xa9","b":1}').hexdigest()
    assert leaf({"b": 1, "a": "é"}) == expected


def test_the_first_event_follows_what_is_as_long_as_a_hash() -> None:
    assert len(GENESIS) == len(leaf({}))


def test_a_commitment_needs_salt_and_text() -> None:
    assert commitment("s", "text") == hashlib.sha256(b"stext").hexdigest()
    assert commitment("s", "text") != commitment("t", "text")


def test_an_untouched_chain_is_good() -> None:
    assert check_chain(*chain(5)) is None
    assert check_chain([], []) is None


FIELDS = ["schema", "ts", "actor", "action", "payload_commitment", "prev_hash"]


@pytest.mark.parametrize("name", FIELDS)
def test_a_changed_field_is_found(name: str) -> None:
    events, hashes = chain(5)
    events[2] = {**events[2], name: "x" + events[2][name][1:]}
    assert check_chain(events, hashes) == 3


def test_a_changed_event_with_a_new_hash_is_found_at_the_next() -> None:
    events, hashes = chain(5)
    events[2] = {**events[2], "action": "annotation:withdraw"}
    hashes[2] = leaf(events[2])
    assert check_chain(events, hashes) == 4


@pytest.mark.parametrize("position", [0, 2])
def test_a_deleted_event_is_found(position: int) -> None:
    events, hashes = chain(5)
    del events[position], hashes[position]
    assert check_chain(events, hashes) == position + 1


def test_swapped_and_doubled_events_are_found() -> None:
    events, hashes = chain(5)
    swapped = [events[0], events[2], events[1], *events[3:]]
    assert check_chain(swapped, [hashes[0], hashes[2], hashes[1], *hashes[3:]]) == 2
    assert check_chain([*events[:2], *events[1:]], [*hashes[:2], *hashes[1:]]) == 3


def test_an_event_without_its_hash_is_no_end_of_the_chain() -> None:
    events, hashes = chain(5)
    for cut in ((events, hashes[:-1]), (events[:-1], hashes)):
        with pytest.raises(ValueError):
            check_chain(*cut)


def test_the_fold_keeps_the_last_state_of_each_object() -> None:
    changes = [("a", {"v": 1}), ("b", {"v": 1}), ("a", {"v": 2}), ("b", None)]
    assert fold(changes) == {"a": {"v": 2}}


@pytest.mark.parametrize("seed", [bytes(range(32)), bytes([0xEF, 0xBE, 0xFB] * 10 + [0xEF, 0xBE])])
def test_a_key_is_read_as_it_is_written(seed):
    """The coded seed may hold the sign that stands between the parts."""
    made = Signer("annotator-x", seed)
    again = read_signer(made.secret())
    assert (again.key, again.note("words\n")) == (made.key, made.note("words\n"))
    assert open_note(made.note("words\n"), [made.key]) == "words\n"
    assert "PRIVATE" not in repr(made) and repr(seed) not in repr(made)


@pytest.mark.parametrize("text", ["", "words", "PRIVATE+KEY+x+00000000+AQ==", "PRIVATE+KEY+x+00+!"])
def test_a_damaged_key_is_told(text):
    with pytest.raises(ConfigurationError, match="damaged"):
        read_signer(text)


@pytest.mark.parametrize(
    "part, other",
    [
        ("PRIVATE+KEY+", ""),
        ("PRIVATE+KEY+", "PUBLIC+KEY+"),
        ("+annotator-x+", "+annotator-y+"),
        ("+AQAB", "+AgAB"),
        ("+AQAB", "+!AQAB"),
        ("AgME", "AgMF"),
    ],
)
def test_a_key_of_which_one_part_is_another_is_told(part, other):
    secret = Signer("annotator-x", bytes(range(32))).secret()
    assert secret.count(part) == 1
    with pytest.raises(ConfigurationError, match="damaged"):
        read_signer(secret.replace(part, other))
