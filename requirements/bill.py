"""The bill of materials: every component of a lock as CycloneDX 1.6, with the hashes that the lock demands.

Usage: python requirements/bill.py [runtime|test|all]
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ENTRY = re.compile(r"^([\w.-]+)==([^\s;]+)((?:.*\n)(?:\s+--hash=.*\n?)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(lock: str) -> dict[str, Any]:
    """Return the bill of the lock file of that name; the same lock gives the same bill."""
    text = (HERE / f"{lock}.txt").read_text(encoding="utf-8")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "annotator", "bom-ref": "annotator"}},
        "components": [component(*found.groups()) for found in ENTRY.finditer(text)],
    }


def component(name: str, version: str, rest: str) -> dict[str, Any]:
    """Return one component; its license is what the installed package says of itself."""
    purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    hashes = [{"alg": "SHA-256", "content": one} for one in HASH.findall(rest)]
    return found | {"licenses": licenses(name), "hashes": hashes}


def licenses(name: str) -> list[dict[str, Any]]:
    """Return the license, as an SPDX expression where the package gives one, else in its own words."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := about.get("License-Expression"):
        return [{"expression": expression}]
    named = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return [{"license": {"name": one}} for one in named or [(about.get("License") or "not said").splitlines()[0]]]


if __name__ == "__main__":
    json.dump(bill(sys.argv[1] if len(sys.argv) > 1 else "runtime"), sys.stdout, indent=2)
