"""What would act is counted once."""

from __future__ import annotations

import lxml.html
import pytest

from annotator.text.extracting.active import count_active


@pytest.mark.parametrize(
    "html, count",
    [
        ("<p>quiet</p>", 0),
        ("<script>1</script><iframe></iframe><p onclick='x'>a</p><svg></svg>", 4),
        ("<a href=' java\tscript:alert(1)'>a</a>", 1),
        ("<script type='application/ld+json'>{}</script>", 0),
        ("<meta http-equiv=refresh content='0;url=/'>", 1),
        ("<a href='https://example.org'>a</a><img src=x onerror=y>", 1),
    ],
)
def test_count(html, count):
    assert count_active(lxml.html.document_fromstring(html)) == count
