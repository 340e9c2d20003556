"""What every test may ask for: databases, and the rule that nothing is skipped in silence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from tests import compiled
from tests.databases import ENGINES, Cluster, find_binaries, in_memory

NEEDS_POSTGRES = {"cluster", "postgres_url", "postgres_template", "empty_postgres_url"}
hypothesis.settings.register_profile("calm", deadline=None)
hypothesis.settings.load_profile("calm")
compiled.share()
MUST_RUN = os.environ.get("CI") == "true"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by what they use, so that nobody has to remember."""
    for item in items:
        if NEEDS_POSTGRES & set(getattr(item, "fixturenames", ())):
            item.add_marker("postgres")
        if "tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Under CI a test that did not run has failed."""
    report = yield
    if MUST_RUN and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"did not run, and must under CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """Under CI a module that was skipped whole has failed."""
    report = yield
    if MUST_RUN and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"did not run, and must under CI: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what went wrong where a browser was given a second try: no failure goes unseen."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"failed at first: {report.nodeid}", sep="_")
        terminalreporter.line(report.longreprtext)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database on each engine: the test runs once on SQLite, once on PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database without tables on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated SQLite database."""
    path = tmp_path / "annotator.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(cluster: Cluster, postgres_template: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    url = cluster.create(template=postgres_template)
    yield url
    cluster.drop(url)


@pytest.fixture
def empty_postgres_url(cluster: Cluster) -> Iterator[str]:
    """A fresh PostgreSQL database without tables."""
    url = cluster.create()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, migrate: Callable[[str], None]) -> Path:
    """The migrated file that the fresh ones are copies of."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(cluster: Cluster, migrate: Callable[[str], None]) -> str:
    """The migrated database that the fresh ones are copies of."""
    url = cluster.create()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def postgres_world(cluster: Cluster, postgres_template: str, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The closed world on PostgreSQL that fresh ones are copies of."""
    from tests.world import make_world

    url = cluster.create(template=postgres_template)
    template = make_world(url, tmp_path_factory.mktemp("world") / "workspace")
    template.close()
    return template


@pytest.fixture(scope="session")
def migrate() -> Callable[[str], None]:
    """A function that brings the database at an address to the newest tables."""
    from annotator.db import open_store
    from annotator.migrations import upgrade

    def bring_up(url: str) -> None:
        store = open_store(url)
        try:
            upgrade(store)
        finally:
            store.close()

    return bring_up


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server for this process of the test run."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL binaries on this machine")
    cluster = Cluster(binaries, in_memory())
    cluster.start()
    yield cluster
    cluster.stop()
