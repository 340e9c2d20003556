"""How much room there is, and on what the workspace lies."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.config import Workspace
from annotator.errors import StorageFull

LEAST_BYTES = 200 * 2**20
MOUNTS = Path("/proc/self/mounts")
REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs"}
PASSING = {"tmpfs", "ramfs", "overlay", "aufs"}


def require_space(workspace: Workspace, size: int) -> None:
    """Refuse an import that would take the last space, which saves need; raises StorageFull."""
    free = shutil.disk_usage(workspace.path).free
    if free < max(LEAST_BYTES, 2 * size):
        words = f"Only {free // 2**20} MB are free in {workspace.path}; they are kept for people's work."
        raise StorageFull("storage_full", words + " Nothing was stored.")


def file_system(path: Path) -> str:
    """Return the kind of file system the folder lies on; empty where the machine does not say."""
    try:
        lines = [line.split() for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return ""
    above = {str(parent) for parent in (path.resolve(), *path.resolve().parents)}
    fitting = [(fields[1], fields[2]) for fields in lines if len(fields) > 2 and fields[1] in above]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else ""
