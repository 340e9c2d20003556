"""The child: limits first, then one request from standard input, then the answer as JSON."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from annotator.text.extracting.child import limit


def main() -> None:
    """Answer one request; a refusal is an answer too."""
    limit()
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    options: dict[str, Any] = msgspec.json.decode(head)
    task = options.pop("task")
    if task == "html":
        from annotator.text.extracting.reading import read as read_html

        answer = read_html(data.decode(), **options)
    else:
        from annotator.text.extracting.pdf import read as read_pdf

        answer = read_pdf(data)
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
