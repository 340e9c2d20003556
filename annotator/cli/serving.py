"""Serve the workspace."""

from __future__ import annotations

import ipaddress
import socket

import click

from annotator.cli.addresses import PORT
from annotator.cli.console import Console, command, opened
from annotator.config import Workspace
from annotator.errors import AnnotatorError
from annotator.migrations import require_current


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any free one."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes of 8 threads."
)
@click.option(
    "--behind-proxy", "proxies", type=click.IntRange(0, 5), default=0, metavar="N",
    help="How many proxies stand in front; the outermost speaks TLS to the world.",
)  # fmt: skip
@command
def serve(console: Console, host: str, port: int, workers: int, proxies: int) -> None:
    """Serve the workspace until it is stopped.

    On a loopback address plain http needs no switch; any other address needs TLS in front and --behind-proxy.
    """
    require_safe(host, proxies)
    workspace = console.workspace()
    check_workspace(workspace)
    from annotator.cli.server import run  # the pages are loaded only where they are served

    listener = listen(host, port)
    address = address_of(host, listener)
    console.show({"address": address}, f"Serving {workspace.path} on {address}")
    run(workspace, listener, workers=workers, proxies=proxies)


def require_safe(host: str, proxies: int) -> None:
    """Refuse an address that others can reach without a proxy that speaks TLS."""
    if not is_loopback(host) and not proxies:
        raise click.UsageError(
            f"{host} can be reached from other machines: put a proxy with TLS in front and say --behind-proxy 1."
        )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def check_workspace(workspace: Workspace) -> None:
    """Refuse a workspace without a good key or with tables of another version."""
    _ = workspace.secret_key
    with opened(workspace) as store:
        require_current(store)


def listen(host: str, port: int) -> socket.socket:
    """Take the port; raises AnnotatorError when it is not to be had."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        listener = socket.create_server((bare, port), family=family, backlog=2048)
    except OSError as error:
        words = f"Cannot listen on {host}:{port}: {error.strerror or error}. Choose another with --port."
        raise AnnotatorError("port_taken", words) from error
    listener.set_inheritable(True)
    return listener


def address_of(host: str, listener: socket.socket) -> str:
    """Return the address to open in a browser."""
    bare = host.strip("[]")
    return f"http://{f'[{bare}]' if ':' in bare else bare}:{listener.getsockname()[1]}"
