"""Make a release: frozen once under its number, written out again byte for byte whenever it is asked for."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock, keyring
from annotator.config import Workspace
from annotator.db import Store
from annotator.db.integrity import hold_one_state
from annotator.errors import AnnotatorError, Conflict, Missing
from annotator.models import Article, Layer, Project, Release
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import actors, projects, targets
from annotator.services.proof.history import Act
from annotator.services.release import carding, proving
from annotator.services.release.package import splits as splitting
from annotator.services.release.package.checks import Hole, card_holes
from annotator.services.release.package.gathering import Gathered, Progress, cases, gather
from annotator.services.release.package.options import Options
from annotator.services.release.package.store import Files, ReleaseStore
from annotator.services.release.package.telling import Telling
from exports import release as package
from exports.proof.package import EVENTS, SIGNATURE
from exports.release.changes import MAJOR, Changes, parse
from exports.release.seal import SUMS, sums
from schemas.sayings import say

Json = dict[str, Any]


class NotReady(Conflict):
    """Things stand in the way of a release; `holes` are all of them."""

    def __init__(self, holes: Sequence[Hole]) -> None:
        words = say(
            "%(count)s things stand in the way of this release; the first: %(words)s",
            count=len(holes),
            words=holes[0].words,
        )
        super().__init__("not_ready", words, holes=[hole.to_record() for hole in holes])
        self.holes = list(holes)


@dataclass(frozen=True)
class Built:
    """A release that is frozen, with what deserves a look; `fresh` when it was frozen just now."""

    release: Release
    warnings: list[str]
    fresh: bool


def find(session: Session, project: Project, version: str) -> Release:
    """Return the release; raises Missing."""
    release = session.scalar(select(Release).where(Release.project_id == project.id, Release.version == version))
    if release is None:
        raise Missing()
    return release


def of_project(session: Session, project: Project) -> list[Release]:
    """Return the releases of the project, the newest number first."""
    rows = session.scalars(select(Release).where(Release.project_id == project.id)).all()
    return sorted(rows, key=lambda row: parse(row.version) or (0, 0, 0, ""), reverse=True)


def build(
    workspace: Workspace,
    store: Store,
    actor: Actor,
    slug: str,
    version: str,
    options: Options,
    *,
    into: Path | None = None,
    progress: Progress = lambda done, of: None,
    mark: str = "",
) -> Built:
    """Freeze the release unless it is frozen, and write it into the folder if one is given.

    `mark` names the work: what it left behind when it was killed is cleared away when it is begun again.
    Raises Missing, Refused, Conflict `exists`, `other_options`, NotReady with everything that stands in the way.
    """
    if into is not None and into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Conflict("exists", say("%(into)s is there and not empty; choose another folder.", into=into))
    with store.reading() as session:
        project = projects.find(session, actor, slug)
        require(actor, Permission.RELEASE_MAKE, targets.of_project(project.id))
        frozen = session.scalar(
            select(Release).where(Release.project_id == project.id, Release.version == version)
        )
    kept = ReleaseStore(workspace.path)
    if frozen is not None:
        options.require_same(version, frozen.options)
        if into is not None:
            with _beside(into) as folder:
                kept.write_out(frozen.files, folder)
                _place(folder, into)
        return Built(frozen, list(frozen.notes), fresh=False)
    with _beside(into or workspace.path / "releases", mark) as folder:
        release = _Making(workspace, store, actor, slug, version, options, kept, folder, progress).run()
        if into is not None:
            _place(folder, into)
    return Built(release, list(release.notes), fresh=True)


def holes(workspace: Workspace, store: Store, actor: Actor, slug: str, texts: str = "full") -> list[Hole]:
    """Return what stands in the way of a release now; nothing is made."""
    apart = tempfile.TemporaryDirectory(prefix=".release-", dir=workspace.path, ignore_cleanup_errors=True)
    with apart as folder, store.reading() as session:
        project = projects.find(session, actor, slug)
        require(actor, Permission.RELEASE_MAKE, targets.of_project(project.id))
        found = gather(session, project, Path(folder) / "lines", texts, lambda done, of: None)
        return [*card_holes(slug, carding.read(session, project)), *_nothing(slug, found), *found.holes]


@contextmanager
def _beside(target: Path, mark: str = "") -> Iterator[Path]:
    """Hand out a fresh folder beside the target, which is gone afterwards whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}-{mark}-*") if mark else ():
        shutil.rmtree(left, ignore_errors=True)
    prefix = f".{target.name}-{mark}-" if mark else f".{target.name}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=target.parent, ignore_cleanup_errors=True) as folder:
        inside = Path(folder) / "package"
        inside.mkdir()
        yield inside


def _place(folder: Path, into: Path) -> None:
    """Give the package its name, which may be that of an empty folder; the release is frozen by now."""
    try:
        folder.replace(into)
    except OSError as error:
        words = f"It is frozen, but cannot be put at {into}: {error.strerror}. Ask for it again."
        raise AnnotatorError("not_written", words) from error


def _nothing(slug: str, found: Gathered) -> Iterator[Hole]:
    if not found.layers and not found.holes:
        words = "No layer is handed in or adjudicated yet, so there is nothing to release."
        yield Hole("empty", words, f"/projects/{slug}")


class _Making:
    """One release while it is made: gathered, written, kept, and only then recorded."""

    def __init__(
        self, workspace: Workspace, store: Store, actor: Actor, slug: str, version: str, options: Options,
        kept: ReleaseStore, folder: Path, progress: Progress,
    ) -> None:  # fmt: skip
        self._store, self._actor, self._slug, self._version = store, actor, slug, version
        self._options, self._kept, self._folder, self._progress = options, kept, folder, progress
        self._signer, self._keys = keyring.signer(workspace.path), keyring.keys(workspace.path)
        self._notes: list[str] = []

    def run(self) -> Release:
        with self._store.reading() as session:
            hold_one_state(session)
            found = self._package(session)
        listed = sums(self._folder)
        (self._folder / SUMS).write_bytes(listed)
        signed = proving.signature(self._signer, self._slug, self._version, listed)
        (self._folder / SIGNATURE).write_bytes(signed)
        with self._kept.keep(self._folder, self._may_be_frozen) as files:
            self._progress(2 * len(found.events), 2 * len(found.events))
            with self._store.writing() as session:
                return self._record(session, files, found)

    def _may_be_frozen(self) -> bool:
        """Tell whether the release is recorded after all, or nobody can tell: then its files stay."""
        try:
            with self._store.reading() as session:
                find(session, projects.find(session, self._actor, self._slug), self._version)
        except Missing:
            return False
        except AnnotatorError:
            return True
        return True

    def _package(self, session: Session) -> Gathered:
        """Write the package from one state of the database; raises NotReady."""
        project = projects.find(session, self._actor, self._slug)
        texts = self._options.full()["texts"]
        lines = self._folder.parent / "lines"
        found = gather(session, project, lines, texts, lambda done, of: self._progress(done, 2 * of))
        before = _before(session, project, self._version)
        splits, part_of = self._split(found, before)
        card = carding.read(session, project)
        stand = [*card_holes(self._slug, card), *_nothing(self._slug, found), *found.holes]
        stand += splitting.holes(self._slug, splits)
        if stand:
            raise NotReady(stand)
        self._seal = proving.seal(session, self._signer, project)
        about = Telling(session, project, found, self._options, self._version)
        corpus = package.Corpus(
            articles=self._counted(found),
            cases=cases(session, project),
            annotators=about.annotators(),
            lines={EVENTS: about.events(), **self._seal.files(session, project, self._keys, self._signer)},
            version_before=before.version if before else None,
            before=lambda name: self._rows(before, name),
        )
        _, changes = package.write(self._folder, about.release(card, splits, part_of), corpus)
        self._judge(changes)
        self._notes += splitting.warnings(splits)
        if found.without_rights:
            words = (
                "The texts of {} articles are withheld but for quotes: their rights are not recorded or forbid it."
            )
            self._notes.append(words.format(found.without_rights))
        return found

    def _counted(self, found: Gathered) -> Iterator[Json]:
        """Yield the articles, and say how far the second walk over them is."""
        many = len(found.events)
        for number, record in enumerate(found.articles(), 1):
            yield record
            self._progress(many + number, 2 * many)

    def _split(self, found: Gathered, before: Release | None) -> tuple[Json, Mapping[str, str]]:
        plan = self._options.plan()
        if plan is None:
            return splitting.undivided(found.items), {}
        earlier: Json = {}
        if before is not None:
            earlier = msgspec.json.decode(b"".join(self._kept.read("splits.json", before.files["splits.json"])))
        split, record = splitting.divided(found.items, found.sketches, plan, earlier)
        return record, split.of_article

    def _rows(self, before: Release | None, name: str) -> Iterator[Json]:
        if before is not None and name in before.files:
            with self._kept.open(before.files[name]["sha256"]) as stream:
                yield from map(msgspec.json.decode, stream)

    def _judge(self, changes: Changes) -> None:
        """Refuse a number that hides a change of rows; say so when it is only smaller than it should be."""
        if changes.allows(self._version):
            return
        words = say(
            "Against %(before)s this asks for a new %(asks)s number (see CHANGELOG.md).",
            before=changes.before,
            asks=changes.asks,
        )
        if changes.asks == MAJOR and any(what != "moved" for _, what in changes.counts if what != "added"):
            raise Conflict(
                "version_too_small",
                say("%(version)s is too small a step. %(words)s", version=self._version, words=words),
            )
        self._notes.append(words)

    def _record(self, session: Session, files: Files, found: Gathered) -> Release:
        """Record the release, and that the gold in it is released, in one act."""
        actor = actors.now(session, self._actor)
        project = projects.find(session, actor, self._slug, lock=True)
        require(actor, Permission.RELEASE_MAKE, targets.of_project(project.id))
        release = Release(
            project_id=project.id,
            version=self._version,
            options=self._options.full(),
            files=files,
            sums_sha256=files[SUMS]["sha256"],
            notes=self._notes,
            created=clock.now(),
        )
        if session.scalar(
            select(Release.id).where(Release.project_id == project.id, Release.version == self._version)
        ):
            raise Conflict(
                "exists",
                say(
                    "%(version)s was frozen by somebody else just now; ask again for its files.",
                    version=self._version,
                ),
            )
        session.add(release)
        act = Act(session, actor, "release:make", project)
        act.touch(release)
        for layer, article in _gold(session, project, found):
            layer.state = "released"
            act.touch(layer, article=article)
        act.record()
        proving.keep(session, actor, project, self._seal, self._version)
        return release


def _before(session: Session, project: Project, version: str) -> Release | None:
    """Return the release with the nearest smaller number; raises Conflict when there is only a greater one."""
    new = parse(version) or (0, 0, 0, "")
    others = of_project(session, project)
    smaller = [row for row in others if (parse(row.version) or new) < new]
    if others and not smaller:
        words = say(
            "%(version)s is there already; a new release needs a greater number than %(version2)s.",
            version=others[0].version,
            version2=version,
        )
        raise Conflict("version_too_small", words)
    return smaller[0] if smaller else None


def _gold(session: Session, project: Project, found: Gathered) -> Iterator[tuple[Layer, Article]]:
    """Yield the gold that is in the release and has not been touched since it was read."""
    query = select(Layer, Article).join(Article, Article.id == Layer.article_id)
    query = query.where(Article.project_id == project.id, Layer.kind == "gold", Layer.state == "adjudicated")
    for layer, article in session.execute(query.order_by(Article.id)):
        if found.events.get(article.public_id) == article.events and "gold" in found.layers[article.public_id]:
            yield layer, article
