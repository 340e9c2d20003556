"""The command line: one module a noun, each a thin edge over the services."""

from annotator.cli.quiet import quietly

with quietly():
    from annotator.cli.agreement import agreement
    from annotator.cli.assigning import assign
    from annotator.cli.backups import backup, restore
    from annotator.cli.checking import check, verify
    from annotator.cli.checkpoints import checkpoint
    from annotator.cli.demo import demo
    from annotator.cli.doctor import doctor
    from annotator.cli.exporting import export
    from annotator.cli.formats import formats
    from annotator.cli.group import main
    from annotator.cli.importing import import_articles
    from annotator.cli.members import member
    from annotator.cli.people import user
    from annotator.cli.projects import project
    from annotator.cli.releasing import release
    from annotator.cli.schemes import scheme
    from annotator.cli.serving import serve
    from annotator.cli.starting import init
    from annotator.cli.tokens import token
    from annotator.cli.worker import worker


COMMANDS = (
    agreement, assign, backup, check, checkpoint, demo, doctor, export, formats, import_articles, init, member,
    project, release, restore, scheme, serve, token, user, verify, worker,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)

__all__ = ["main"]
