"""Blocks in reading order: spaces as a reader sees them, what is unseen apart."""

from __future__ import annotations

import lxml.html
import pytest

from annotator.text.extracting.blocks import blocks_of


def texts(html: str) -> list[str]:
    return [text for text, _ in blocks_of(lxml.html.document_fromstring(html)).texts]


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<p>one\n  two <b>three</b>four</p>", ["one two threefour"]),
        ("<p>one<br>two</p>", ["one\ntwo"]),
        ("<pre>a\n  b</pre>", ["a\nb"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<table><tr><td>a</td><td>b</td></tr></table>", ["a\tb"]),
        ("<p>a&nbsp;b</p>", ["a\xa0b"]),
        ("<p>a<script>x</script>b</p>", ["ab"]),
    ],
)
def test_blocks(html, expected):
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html, expected",
    [
        ("<nav><a>Home</a><a>Sport</a><a>World</a></nav>", "Home Sport World"),
        ("<div><a><span>Home</span></a><a><span>Sport</span></a></div>", "Home Sport"),
        ("<nav><span>Home</span><span>Sport</span></nav>", "Home Sport"),
        ("<p>Share: <button>Mail</button><button>Print</button></p>", "Share: Mail Print"),
        ("<nav><a>首页</a><a>体育</a></nav>", "首页 体育"),
        ("<p>记者<a>王</a><a>明</a>报道</p>", "记者王明报道"),
        ("<p>in <a>re</a>-exports (<a>see</a>)<a>.</a></p>", "in re-exports (see)."),
        ("<p>no<a name='x'></a><a>where</a></p>", "nowhere"),
        ("<p><a>one</a> <a>two</a></p>", "one two"),
    ],
)
def test_links_side_by_side_are_words_apart(html, expected):
    assert texts(html) == [expected]


def test_what_is_not_seen_is_counted_with_its_first_words():
    found = blocks_of(lxml.html.document_fromstring("<p>a</p><style>p {}</style><p style='display:none'>b</p>"))
    assert found.unseen["style"] == [1, 4, "p {}"]
    assert found.unseen["hidden"] == [1, 1, "b"]
