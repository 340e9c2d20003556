"""Serve the workspace."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

import click

from annotator.cli import marker
from annotator.cli.addresses import PORT
from annotator.cli.console import Console, command, opened
from annotator.cli.loading import quietly, uncollected
from annotator.cli.space import PASSING, REMOTE, file_system
from annotator.config import Workspace
from annotator.errors import AnnotatorError, ConfigurationError
from annotator.jobs import intake
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
    check_workspace(console, workspace)
    listen_and_run(console, workspace, host, port, workers=workers, proxies=proxies, record={}, lines=[])


def listen_and_run(
    console: Console,
    workspace: Workspace,
    host: str,
    port: int,
    *,
    workers: int,
    proxies: int,
    record: dict[str, Any],
    lines: list[str],
) -> None:
    """Take the port, print the address with what else there is to say, and serve."""
    with quietly():  # until gunicorn listens to signals itself
        with uncollected():
            from annotator.cli.server import run  # the pages are loaded only where they are served
        listener = listen(host, port)
        address = address_of(host, listener)
        console.show({"address": address, **record}, [f"Serving {workspace.path} on {address}", *lines])
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


def check_workspace(console: Console, workspace: Workspace) -> None:
    """Refuse a workspace without a good key or with tables of another version."""
    _ = workspace.secret_key
    with opened(workspace) as store:
        require_current(store)
        if store.is_sqlite:
            require_safe_place(console, workspace)
            marker.require_alone(workspace.path)
        intake.clear(store)


def require_safe_place(console: Console, workspace: Workspace) -> None:
    """Refuse a network file system, which breaks SQLite's promises; warn of one that may pass away."""
    kind = file_system(workspace.path)
    if kind in REMOTE:
        words = f"{workspace.path} lies on {kind}, a network file system: people's work would not be safe there."
        raise ConfigurationError("remote_workspace", f"{words} Move it to a local disk, or use PostgreSQL.")
    if kind in PASSING:
        console.say(f"WARNING: {workspace.path} lies on {kind}. What is there may be gone when the machine stops.")


def listen(host: str, port: int) -> socket.socket:
    """Take the port; raises AnnotatorError when it is not to be had."""
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    try:
        listener = socket.create_server((bare, port), family=family, backlog=2048)
    except OSError as error:
        words = f"Cannot listen on {host}:{port}: {os.strerror(error.errno or 0)}. Choose another with --port."
        raise AnnotatorError("port_taken", words) from error
    listener.set_inheritable(True)
    return listener


def address_of(host: str, listener: socket.socket) -> str:
    """Return the address to open in a browser."""
    bare = host.strip("[]")
    return f"http://{f'[{bare}]' if ':' in bare else bare}:{listener.getsockname()[1]}"
