"""Whatever call of the database fails in whatever command: refused in a sentence with nothing done, or done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.queries import projects as queries
from schemas import yamltext
from tests.functional.api.failing import failing_writes
from tests.functional.faults import acts_of_projects
from tests.functional.faults.standing import wrong
from tests.functional.faults.story import Story
from tests.functional.faults.sweeping import Sweep

READ = {
    "backup", "check", "checkpoint compare", "checkpoint key", "checkpoint list", "doctor", "formats",
    "project list", "scheme export", "scheme list", "scheme validate", "user list", "verify",
}  # fmt: skip
"""Commands that write nothing into the database."""
BESIDE = {
    "export": "what is read is handed out also where that cannot be noted; its files: test_files.py",
    "import": "test_imports.py",
    "worker": "test_workers.py",
    "checkpoint renew-key": "test_files.py",
    "restore": "test_files.py",
    "serve": "test_acts.py",
    "demo": "its project is made in one transaction, in a workspace of its own",
}
"""Commands that are swept elsewhere, or why they are not."""


@dataclass(frozen=True)
class Command:
    """One command line; what is in brackets stands for a file or folder beside the workspace."""

    line: str
    before: Callable[[Story], object] | None = None
    supersedes: frozenset[str] = frozenset()
    """Tables in which the same again supersedes the first, or is added to it."""

    @property
    def row(self) -> str:
        return self.line

    def ready(self, story: Story) -> Callable[[], Result]:
        if self.before:
            self.before(story)
        folder = story.world.workspace.path.parent
        words = [str(folder / word[1:-1]) if word[0] == "[" else word for word in self.line.split()]
        return lambda: CliRunner().invoke(main, words)


class CommandSweep(Sweep):
    """Sweeps commands: what they exit with, and the one line that they say why."""

    def acknowledges(self, answer: Any) -> bool:
        return answer.exit_code == 0

    def tells(self, answer: Any) -> bool:
        return answer.exit_code in {1, 2} and one_line(answer)

    def said(self, answer: Any) -> object:
        return answer.exit_code, answer.output

    def refuses(self, act: Any, answer: Any, where: str) -> None:
        told = (act.row, where, self.said(answer))
        assert answer.exit_code == 1 and one_line(answer) and "try again" in answer.stderr, told


def one_line(answer: Result) -> bool:
    return answer.stderr.count("\n") == 1 and "Traceback" not in answer.output


def begin(story: Story) -> None:
    """Let there be what can be assigned, released and measured, a scheme with another title, and a free slot."""
    acts_of_projects.begin(story)
    with story.world.reading() as session:
        body = queries.scheme(session, story.world.project(session)).data
    path = story.world.workspace.path.parent / "ours.yaml"
    path.write_text(yamltext.dumps({**body, "title": {"en": "Ours"}}), encoding="utf-8")
    story.world.add_article("free", "A text that nobody has yet.")


COMMANDS = (
    Command("user add zoe"),
    Command("user reset ben", supersedes=frozenset({"link"})),
    Command("user factor ann must"),
    Command("user logout ann"),
    Command("user disable ben"),
    Command("user disable ben --undo"),
    Command("member add news out reviewer"),
    Command("token create ann", supersedes=frozenset({"token"})),
    Command("project create second"),
    Command("project withdraw second --name second"),
    Command("project restore second"),
    Command("scheme import news [ours.yaml]"),
    Command("assign news"),
    Command("assign news --annotator ann --withdraw"),
    Command("agreement news --bootstrap 0"),
    Command("checkpoint"),
    Command("release news 1.0.0 -o [out]"),
    Command("init --admin root", supersedes=frozenset({"link"})),
    Command("user erase ben --basis asked --yes"),
)


@pytest.mark.slow
def test_each_call_of_each_command_may_fail(at_command_line, monkeypatch):
    begin(at_command_line)
    with failing_writes(at_command_line.world.store, monkeypatch) as fault:
        at_command_line.warm()
        sweep = CommandSweep(at_command_line, fault)
        for command in COMMANDS:
            sweep(command)
    assert wrong(at_command_line.world) == []


def test_every_command_that_writes_is_swept():
    there = set(names(main))
    swept = {max((name for name in there if f"{one.line} ".startswith(f"{name} ")), key=len) for one in COMMANDS}
    assert there - READ - {*BESIDE} - swept == set(), "add a command line for it, or say that it only reads"
    assert (swept | READ | {*BESIDE}) - there == set() and not swept & READ


def names(command: click.Command, name: str = "") -> Iterator[str]:
    """Yield the names of all commands that can be run."""
    if not isinstance(command, click.Group):
        yield name
        return
    if name and command.invoke_without_command:
        yield name
    with click.Context(command) as context:
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)
            assert found is not None
            yield from names(found, f"{name} {inner}".strip())
