"""The static files, read once at the start: their version, and each as it is sent, gzipped beforehand."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from annotator import __version__
from annotator.web.joining import joined, leaning, order

STATIC = Path(__file__).parent / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
WORDS = {".js": re.compile(rb"/\*\*.*?\*/[ \n]?", re.DOTALL), ".css": re.compile(rb"/\*.*?\*/\n?", re.DOTALL)}
"""What only a reader of the source needs: a browser is sent the rest."""
DESK = "js/desk/main.js"
AIDS = "js/aids/"
"""What the desk needs at once is joined; its aids are fetched when asked for, and take from it what they share."""


@dataclass(frozen=True)
class Asset:
    """One file: its bytes as they are, and gzipped."""

    data: bytes
    packed: bytes
    mimetype: str


def install(app: Flask) -> None:
    """Serve every file below a path that bears the version, so that a browser may keep it for good."""
    assets = with_desk(read(STATIC))
    folder = f"/static/{version(assets)}"
    app.add_url_rule(f"{folder}/<path:filename>", "static", lambda filename: answer(assets, filename))
    app.jinja_env.globals["static"] = lambda path: f"{folder}/{path}"


def read(folder: Path) -> dict[str, Asset]:
    """Return the files of a folder by their path in it, in order."""
    return {
        path.relative_to(folder).as_posix(): _asset(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def with_desk(assets: dict[str, Asset]) -> dict[str, Asset]:
    """Return the files, the modules of the desk joined into one and its aids leaning on that."""
    modules = {path: asset.data.decode() for path, asset in assets.items() if path.endswith(".js")}
    within = order(modules, DESK)
    aids = {path: leaning(modules[path], path, within, DESK) for path in modules if path.startswith(AIDS)}
    return (
        assets
        | {path: _packed(path, text.encode()) for path, text in aids.items()}
        | {DESK: _packed(DESK, joined(modules, DESK).encode())}
    )


def version(assets: dict[str, Asset]) -> str:
    """Return a short hash over all files: their path changes when one of them does."""
    digest = hashlib.sha256(__version__.encode())
    for name, asset in assets.items():
        digest.update(name.encode() + b"\0" + asset.data)
    return digest.hexdigest()[:12]


def answer(assets: dict[str, Asset], filename: str) -> Response:
    """Return the file, gzipped for whoever takes that."""
    asset = assets.get(filename)
    if asset is None:
        raise NotFound()
    packs = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if packs else asset.data, mimetype=asset.mimetype)
    response.headers["Vary"] = "Accept-Encoding"
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _asset(path: Path) -> Asset:
    data = path.read_bytes()
    if words := WORDS.get(path.suffix):
        data = words.sub(b"", data)
    return _packed(path.name, data)


def _packed(name: str, data: bytes) -> Asset:
    kind = TYPES.get(PurePath(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(data, gzip.compress(data, mtime=0), kind)
