"""A capture is what its bytes are, whatever it is called."""

from __future__ import annotations

import pytest

from annotator.errors import AnnotatorError
from annotator.text.extracting.evidence import MOST_BYTES, read_evidence
from tests.pages import FIRST, PAGE, pdf


@pytest.mark.parametrize(
    "data, said, kind, holds",
    [
        (PAGE.encode(), "text/plain", "text/html", FIRST),
        (b"<p>One.</p>", "text/html", "text/html", "One."),
        (b"One < two.", "text/plain", "text/plain", "One < two."),
        (pdf("A page of the report."), "text/html", "application/pdf", "A page of the report."),
    ],
)
def test_read(data, said, kind, holds):
    evidence = read_evidence(data, said=said)
    assert evidence.media_type == kind and holds in evidence.text and evidence.data == data


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n", "type_mismatch"),
        (b"%PDF-1.4 broken", "bad_pdf"),
        (b"caf\xe9", "encoding_unclear"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_refused(data, code):
    with pytest.raises(AnnotatorError) as refused:
        read_evidence(data)
    assert refused.value.code == code
