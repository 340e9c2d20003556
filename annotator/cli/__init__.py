"""The command line: one module a noun, each a thin edge over the services."""

from annotator.cli.group import main
from annotator.cli.members import member
from annotator.cli.people import user
from annotator.cli.projects import project
from annotator.cli.serving import serve
from annotator.cli.starting import init
from annotator.cli.tokens import token

for command in (init, member, project, serve, token, user):
    main.add_command(command)

__all__ = ["main"]
