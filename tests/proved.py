"""A small release to test verifying with: the files that prove something, made as a release makes them."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from annotator import keyring
from annotator.domain.history.signing import Signer
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.corpus import exporting
from annotator.services.release import proving
from exports import jsonl
from exports.canonical import digest
from exports.format import Losses
from exports.proof.notes import Key, open_note, read_keys, split_notes
from exports.proof.package import KEYS, NOTES, SIGNATURE, SUMS, sums_text
from tests.bodies import claim, framing, rebuttal, uid
from tests.world import World

RULING = {"case_version": 1, "outcome": "accept", "reason": "slip", "rationale": "It says so.", "confidence": 2}


def work(world: World) -> None:
    """Let ann and ben annotate and hand in, and the reviewer decide a case."""
    for name, base in (("ann", 1), ("ben", 101)):
        who = world.as_(name)
        assert who.put(f"/articles/a1/annotations/{uid(base)}", claim(note="N’oubliez pas 🐟")).status_code == 201
        assert who.put(f"/articles/a1/annotations/{uid(base + 1)}", rebuttal()).status_code == 201
        link = {"type": "rebuts", "from": uid(base + 1), "to": uid(base)}
        assert who.put(f"/articles/a1/relations/{uid(base + 50)}", link).status_code == 201
    assert world.as_("ann").put(f"/articles/a1/annotations/{uid(3)}", framing()).status_code == 201
    assert world.as_("ann").delete(f"/articles/a1/annotations/{uid(3)}").status_code == 204
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    rev = world.as_("rev")
    case = rev.get("/projects/news/cases").json["items"][0]
    chosen = case["members"][0]["annotation"]
    assert rev.put(f"/cases/{case['id']}/decision", RULING | {"chosen": chosen}).status_code == 200
    rev.get("/articles/a1/layers")


def make_package(world: World, folder: Path) -> Path:
    """Write the release and return its folder."""
    signer = keyring.signer(world.workspace.path)
    with world.reading() as session:
        project = world.project(session)
        sealed = proving.seal(session, signer, project)
        scheme = projects.scheme(session, project).data
        records = [_closed(record) for record in exporting.records(session, OPERATOR, project, chosen="all")]
        made = {
            "README.md": [b"# News\n"],
            "data/all.jsonl": jsonl.write(iter(records), Losses(), scheme=scheme),
            "history/events.jsonl": proving.events(session, project, lambda article, key: True),
            **sealed.files(session, project, keyring.keys(world.workspace.path), signer),
        }
        files = {name: b"".join(lines) for name, lines in made.items()}
        sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()
        files["SHA256SUMS"], files["SHA256SUMS.sig"] = sums, proving.signature(signer, "news", "1.0.0", sums)
    with world.writing() as session:
        proving.keep(session, OPERATOR, world.project(session), sealed, "1.0.0")
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def repack(
    whole: Path,
    copy: Path,
    signer: Signer,
    edits: dict[str, tuple[str, str]],
    *,
    digests: bool = False,
    everything: bool = False,
) -> Path:
    """Copy a release with edits, its sums made and signed anew; `digests` too, or all notes by another key."""
    shutil.copytree(whole, copy)
    for name, (old, new) in edits.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    if digests:
        _digest_anew(copy / "data/all.jsonl")
    if everything:
        notes = [open_note(note, [_any(copy)]) for note in split_notes((copy / NOTES).read_text())]
        (copy / NOTES).write_text("\n".join(signer.note(text) for text in notes))
        (copy / KEYS).write_text(f"{signer.key}\n")
    names = [line[66:] for line in (copy / SUMS).read_text().splitlines()]
    sums = "".join(f"{hashlib.sha256((copy / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (copy / SUMS).write_text(sums)
    (copy / SIGNATURE).write_text(signer.note(sums_text("x", sums.encode())))
    return copy


def _any(folder: Path) -> Key:
    return read_keys((folder / KEYS).read_text())[-1]


def _digest_anew(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        history = line.pop("history")
        line["history"] = history | {"record_sha256": digest(line)}
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def _closed(record: dict) -> dict:
    return record | {"layers": [layer for layer in record["layers"] if layer["state"] != "open"]}
