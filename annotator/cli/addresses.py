"""Where the pages are reached from: for links that are printed."""

from __future__ import annotations

from annotator.config import Workspace

PORT = 8000


def link_address(workspace: Workspace, secret: str) -> str:
    """Return the address of a link that works once, under the first name the workspace is known by."""
    hosts = workspace.settings.hosts
    base = f"https://{hosts[0]}" if hosts else f"http://127.0.0.1:{PORT}"
    return f"{base}/link/{secret}"
