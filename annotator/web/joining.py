"""Scripts joined into one module when the program starts: a browser asks once, and nobody has to build."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath, relpath

IMPORT = re.compile(r"^import \{([^}]*)\} from '([^']+)';\n", re.MULTILINE)
AGAIN = re.compile(r"^export \{([^}]*)\} from '([^']+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)

Modules = Mapping[str, str]
"""What scripts say, by their paths."""


def joined(modules: Modules, main: str) -> str:
    """Return one module that does what `main` and all it imports do, each in a block of its own.

    Others find in `modules`, under its path, what a module exports. Raises ValueError where modules import
    each other.
    """
    blocks = (f"{{\n{_block(modules[path], path)}}}\n" for path in order(modules, main))
    return "export const modules = {};\n" + "".join(blocks)


def leaning(source: str, path: str, within: Collection[str], main: str) -> str:
    """Return a module that takes from the joined `main` what is held there, so that nothing comes twice."""

    def taken(found: re.Match[str]) -> str:
        return _taken(found, path) if _path(found, path) in within else found[0]

    leant = IMPORT.sub(taken, source)
    return source if leant == source else f"import {{ modules }} from '{relpath(main, dirname(path))}';\n{leant}"


def order(modules: Modules, main: str) -> list[str]:
    """Return the paths of a module and of all it imports, each behind those that it needs."""
    found: list[str] = []
    _visit(modules, main, found, ())
    return found


def _visit(modules: Modules, path: str, found: list[str], above: tuple[str, ...]) -> None:
    if path in above:
        raise ValueError(f"{' imports '.join([*above[above.index(path) :], path])}")
    for needed in _imports(modules[path], path):
        if needed not in found:
            _visit(modules, needed, found, (*above, path))
    found.append(path)


def _imports(source: str, path: str) -> Iterator[str]:
    for pattern in (IMPORT, AGAIN):
        yield from (_path(found, path) for found in pattern.finditer(source))


def _block(source: str, path: str) -> str:
    passed = [name.strip() for found in AGAIN.finditer(source) for name in found[1].split(",")]
    names = ", ".join([*EXPORT.findall(source), *passed])
    for pattern in (IMPORT, AGAIN):
        source = pattern.sub(lambda found: _taken(found, path), source)
    return f"{EXPORT.sub('', source)}modules['{path}'] = {{ {names} }};\n"


def _taken(found: re.Match[str], path: str) -> str:
    return f"const {{{found[1].replace(' as ', ': ')}}} = modules['{_path(found, path)}'];\n"


def _path(found: re.Match[str], path: str) -> str:
    return normpath(join(dirname(path), found[2]))
