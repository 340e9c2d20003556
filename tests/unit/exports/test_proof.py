"""The proof by the standard library alone: each part against another that does the same."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from exports.canonical import dumps
from exports.proof import command, source
from exports.proof.blind import Blindness
from exports.proof.chain import EVENT_MEMBERS, Chain, payload_of
from exports.proof.ed25519 import ORDER, point_of, signed_by
from exports.proof.erased import Erasures
from exports.proof.fold import Fold
from exports.proof.notes import (
    BadNote,
    Checkpoint,
    Key,
    kept_notes,
    open_note,
    read_checkpoint,
    read_key,
    read_keys,
    signature_line,
    split_notes,
)
from exports.proof.plain import canonical
from exports.proof.report import Watch, Wrong
from exports.proof.tree import EMPTY, Tree, node

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = Key("annotator-x", PRIVATE.public_key().public_bytes_raw())
TEXT = "annotator-x/news\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"


def signed(text: str = TEXT) -> str:
    return f"{text}\n{signature_line(KEY, PRIVATE.sign(text.encode()))}"


@given(st.binary(max_size=100))
def test_what_a_library_signs_is_signed(message):
    signature = PRIVATE.sign(message)
    assert signed_by(KEY.public, message, signature)
    assert not signed_by(KEY.public, message + b"x", signature)


@given(st.integers(0, 511))
def test_a_signature_with_one_bit_changed_is_none(bit):
    signature = bytearray(PRIVATE.sign(b"words"))
    signature[bit // 8] ^= 1 << bit % 8
    assert not signed_by(KEY.public, b"words", bytes(signature))


def test_a_published_vector():
    """RFC 8032, section 7.1, the first."""
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert signed_by(public, b"", signature)


def test_a_signature_written_in_another_way_is_refused():
    signature = PRIVATE.sign(b"words")
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not signed_by(KEY.public, b"words", signature[:32] + scalar.to_bytes(32, "little"))
    assert not signed_by(KEY.public[:31], b"words", signature)
    assert point_of(b"\xff" * 32) is None


def test_a_note_opens_with_its_key_only():
    assert open_note(signed(), [KEY]) == TEXT
    other = Key("annotator-x", Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with pytest.raises(BadNote, match="no known key"):
        open_note(signed(), [other])
    with pytest.raises(BadNote, match="does not fit"):
        open_note(signed().replace("news", "mews"), [KEY])


@pytest.mark.parametrize("note", ["", "words", TEXT, TEXT + "\n— x\n", signed() + "\n", signed()[:-1]])
def test_what_is_no_note(note):
    with pytest.raises(BadNote):
        open_note(note, [KEY])


def test_keys_are_read_as_they_are_written():
    assert read_key(str(KEY)) == KEY
    assert read_keys(f"# ours\n{KEY} from 2026-01-01\n") == [KEY]


@pytest.mark.parametrize("text", ["", "a+b", str(KEY)[:-4], str(KEY).replace("+", "-", 1), "x" + str(KEY)])
def test_what_is_no_key(text):
    with pytest.raises(BadNote):
        read_key(text)


def test_notes_that_follow_each_other_come_apart():
    other = signed(TEXT.replace("news", "more"))
    assert split_notes(f"{signed()}\n{other}") == [signed(), other]


@pytest.mark.parametrize(
    "letter",
    [
        "Dear all,\n\n{}\nBest,\n-- \nthe desk\n",
        "{}",
    ],
)
def test_notes_are_found_in_a_letter(letter):
    both = f"{signed()}\n{signed(TEXT.replace('news', 'more'))}"
    wanted = split_notes(both)
    for text in (both, both.replace("\n", "\r\n"), "".join(f"> {line}\n" for line in both.splitlines())):
        assert kept_notes(letter.format(text)) == wanted
    wrapped = both.replace("\u2014 annotator-x ", "\u2014 annotator-x\n")
    assert kept_notes(letter.format(wrapped)) == wanted


@pytest.mark.parametrize(
    "text", ["", "words", TEXT, signed().replace(TEXT, "words\n"), f"{signed()}\n{signed()[5:]}"]
)
def test_what_was_changed_in_a_letter_is_not_passed_over(text):
    with pytest.raises(BadNote):
        [open_note(note, [KEY]) for note in kept_notes(text)]


def test_a_checkpoint_is_read_as_it_is_written():
    checkpoint = Checkpoint("annotator-x/news", 0, EMPTY)
    assert str(checkpoint) == TEXT
    assert read_checkpoint(TEXT) == checkpoint


@pytest.mark.parametrize(
    "old, new", [("\n0\n", "\n00\n"), ("\n0\n", "\n-1\n"), ("FU=", "FV="), ("annotator-x/news", "")]
)
def test_what_is_no_checkpoint(old, new):
    with pytest.raises(BadNote):
        read_checkpoint(TEXT.replace(old, new))


def root(leaves: list[bytes]) -> bytes:
    """Return the root as RFC 9162 defines it, by halving."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:half]), root(leaves[half:]))


@pytest.mark.parametrize("size", [*range(20), 255, 256, 257])
def test_a_tree_that_grows_has_the_root_of_the_definition(size):
    leaves = [hashlib.sha256(bytes([0, number % 256])).digest() for number in range(size)]
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    assert tree.root() == root(leaves)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_json_is_that_of_the_fast_way(value):
    assert canonical(value) == dumps(value)


def test_a_float_has_no_canonical_form():
    with pytest.raises(ValueError, match="float"):
        canonical({"a": [1.0]})


def event(seq: int, before: str, **changed: object) -> dict:
    changes = [{"object": f"member/x/{seq}", "salt": "0", "body": "{}"}]
    made = {
        "schema": "annotator/event/1", "seq": seq, "ts": "t", "actor": "a", "action": "x",
        "payload_commitment": payload_of(changes), "prev_hash": before,
    }  # fmt: skip
    leaf = hashlib.sha256(b"\x00" + dumps(made)).hexdigest()
    return {**made, "hash": leaf, "changes": changes, **changed}


def chain(checkpoints: list[Checkpoint] | None = None) -> Chain:
    return Chain("history", EVENT_MEMBERS, "annotator/event/1", checkpoints or [])


FIRST = event(1, "0" * 64)
SECOND = event(2, FIRST["hash"])
WRONG = {
    "another number": (event(3, FIRST["hash"]), "should stand here"),
    "another before": (event(2, "0" * 64), "does not follow"),
    "another hash": ({**SECOND, "hash": FIRST["hash"]}, "was changed"),
    "another actor": ({**SECOND, "actor": "b"}, "was changed"),
    "another content": ({**SECOND, "changes": FIRST["changes"]}, "something else"),
    "a number as text": ({**SECOND, "seq": True}, "should stand here"),
}


@pytest.mark.parametrize("second, words", WRONG.values(), ids=WRONG)
def test_an_event_that_is_wrong_is_named(second, words):
    looked = chain()
    looked.take(FIRST)
    with pytest.raises(Wrong, match=words):
        looked.take(second)


def test_a_chain_hangs_in_its_checkpoints():
    both = node(bytes.fromhex(FIRST["hash"]), bytes.fromhex(SECOND["hash"]))
    good = chain(
        [Checkpoint("x", 2, both), Checkpoint("x", 1, bytes.fromhex(FIRST["hash"])), Checkpoint("x", 0, EMPTY)]
    )
    for one in (FIRST, SECOND):
        good.take(one)
    good.end()
    short = chain([Checkpoint("x", 2, both)])
    short.take(FIRST)
    with pytest.raises(Wrong, match="2 events were signed"):
        short.end()


def test_more_events_than_were_signed():
    long = chain([Checkpoint("x", 1, bytes.fromhex(FIRST["hash"]))])
    long.take(FIRST)
    long.take(SECOND)
    with pytest.raises(Wrong, match="last checkpoint is over 1"):
        long.end()


def test_contents_that_are_gone_are_named_by_an_erasure():
    gone = {"seq": 1, "changes": [{"object": "annotation/x/1", "commitment": "c", "erased": True}]}
    named = {
        "seq": 2,
        "changes": [
            {"object": "erasure/1", "body": '{"person":"x","basis":"y","changes":[[1,"annotation/x/1"]]}'}
        ],
    }
    good, bad = Erasures(), Erasures()
    for one in (gone, named):
        good.take(one)
    good.end()
    bad.take(gone)
    with pytest.raises(Wrong, match="no erasure names them"):
        bad.end()


def test_a_layer_of_the_corpus_lacks_nothing_of_its_history():
    fold = Fold()
    kept = '"position":1,"to":"b","type":"x","version":1,"withdrawn":false,"withdrawn_with":null}'
    body = '{"from":"a","id":"r",' + kept
    fold.take({"changes": [{"object": "relation/gold/r", "article": "a1", "body": body}]})
    fold.take(
        {"changes": [{"object": "layer/gold", "article": "a1", "body": '{"state":"open","guideline_version":1}'}]}
    )
    fold._layer(
        "a1", {"layer": "gold", "state": "open", "guideline_version": 1, "annotations": [], "relations": []}
    )
    with pytest.raises(Wrong, match="relation r, layer gold of article a1"):
        fold.end()


def test_what_cannot_be_read_is_wrong_and_not_a_crash():
    watch = Watch()
    watch.guard("here", lambda: [][1])
    watch.guard("there", lambda: 1 / 0)
    assert watch.wrong is not None and watch.wrong.startswith("here: this cannot be read")


def test_the_parts_of_the_verifier_have_no_name_twice():
    names = [
        name
        for part in source.PARTS
        for node in ast.parse((source.HERE / f"{part}.py").read_text(encoding="utf-8")).body
        for name in defined(node)
    ]
    assert sorted(names) == sorted(set(names))


def defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [
        part.id for target in targets for part in ast.walk(target or node) if isinstance(part, ast.Name) and target
    ]


def test_the_verifier_needs_the_standard_library_alone():
    tree = ast.parse(source.verifier_source())
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else node.names[0].name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names


def test_the_verifier_says_when_it_is_used_wrongly(tmp_path):
    path = tmp_path / "verify.py"
    path.write_bytes(source.verifier_source())
    done = subprocess.run(
        [sys.executable, "-I", path, tmp_path / "none"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "is no release" in done.stderr


def test_a_file_without_a_checkpoint_is_refused(tmp_path):
    (tmp_path / "x").write_text("words")
    with pytest.raises(BadNote):
        command.read_trusted(None, str(tmp_path / "x"))


def change(key: str, article: str, body: str) -> dict:
    return {"object": key, "article": article, "salt": "0", "body": body}


WORK = [
    change("article/a1", "a1", '{"opened":false}'),
    change("assignment/1", "a1", '{"annotator":"b","slot":1}'),
    change("layer/a", "a1", '{"kind":"annotator","state":"open"}'),
]


def view(seq: int, acts: int, who: str, *layers: str, **about: object) -> dict:
    found = {"article": "a1", "layers": list(layers)}
    return {"seq": seq, "acts": acts, "actor": who, "action": "view", "about": found | about}


def judged(*views: dict, then: list[dict] | None = None) -> str | None:
    """Return what is wrong with views after the work, or after what happened then."""
    watch = Blindness()
    for one in views:
        watch.expect(one)
    for seq, changes in enumerate([WORK, then or []], 1):
        watch.guard("", lambda seq=seq, changes=changes: watch.take({"seq": seq, "changes": changes}))
    watch.guard("", watch.end)
    return watch.wrong


def test_a_view_of_who_is_blind_is_found():
    assert "b saw another's layer of article a1" in str(judged(view(1, 1, "b", "gold")))
    opened = [change("article/a1", "a1", '{"opened":true}')]
    assert judged(view(1, 2, "b", "gold"), then=opened) is None
    withdrawn = [change("assignment/1", "a1", '{"annotator":"b","slot":null}')]
    assert judged(view(1, 2, "b", "gold"), then=withdrawn) is None


def test_a_view_of_what_was_not_handed_in_is_found():
    assert "c saw layer a of article a1 before it was handed in" in str(judged(view(1, 1, "c", "a")))
    handed_in = [change("layer/a", "a1", '{"kind":"annotator","state":"submitted"}')]
    assert judged(view(1, 2, "c", "a"), then=handed_in) is None


def test_an_export_leaves_out_what_its_taker_annotates():
    taken = {"seq": 1, "acts": 1, "actor": "b", "action": "export", "about": {"without": []}}
    assert "b took article a1" in str(judged(taken))
    assert judged(taken | {"about": {"without": ["a1"]}}) is None
    assert judged(taken | {"actor": "operator"}) is None


def test_a_view_at_a_moment_that_never_was_is_found():
    assert "after event 9" in str(judged(view(1, 9, "c", "gold")))
