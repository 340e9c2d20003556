"""The verifier as one file: the modules of this folder, one after the other, for a release and for auditors."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
PARTS = (
    "ed25519", "notes", "tree", "plain", "report", "aliases", "asides", "chain", "fold", "blind", "erased",
    "texts", "rows", "zipped", "package", "release", "command",
)  # fmt: skip
"""The modules in the order in which they need each other."""

OURS = "from exports.proof."
HEAD = '''#!/usr/bin/env python3
"""Checks a release of Annotator from its folder alone: python3 verify.py [FOLDER].

Needs Python 3.11 and nothing else. An auditor uses a copy of their own, not the one that lies in the release.
Agreement figures are not recomputed here; `annotator verify FOLDER` does that too.
"""

from __future__ import annotations
'''
TAIL = '\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


def verifier_source() -> bytes:
    """Return the file; the same bytes for the same version of the program."""
    texts = [_body((HERE / f"{name}.py").read_text(encoding="utf-8")) for name in PARTS]
    return (HEAD + "".join(f"\n\n{text}" for text in texts) + TAIL).encode()


def _body(text: str) -> str:
    """Return a module without what binds it to its folder."""
    lines, inside = list[str](), False
    for line in text.split("\n"):
        ours = inside or line.startswith(OURS)
        inside = ours and (inside or line.endswith("(")) and line != ")"
        if not ours and not line.startswith("from __future__"):
            lines.append(line)
    return "\n".join(lines).strip()
