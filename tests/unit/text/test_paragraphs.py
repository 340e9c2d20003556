"""Paragraphs: blank lines, single lines, wrapped lines, and what each looks like."""

from __future__ import annotations

import pytest

from annotator.text.paragraphs import Paragraph, paragraphs


def parts(text: str) -> list[list[str]]:
    return [[paragraph.text for paragraph in block] for block in paragraphs(text)]


def one(text: str) -> Paragraph:
    return Paragraph(0, len(text), text)


def test_blank_lines_separate_blocks_and_lines_are_trimmed() -> None:
    text = "  One \n\n \t\nTwo\u3000\nThree.\n"
    assert parts(text) == [["One"], ["Two", "Three."]]
    assert all(text[p.start : p.end] == p.text for block in paragraphs(text) for p in block)


def test_wrapped_lines_are_joined_where_blank_lines_separate() -> None:
    wrapped = "The council voted on Monday to close the old\nbridge, which carries two thousand cars\nat least."
    assert parts(f"Title\n\n{wrapped}") == [["Title"], [wrapped]]
    assert len(parts(wrapped)[0]) == 3


def test_lines_that_are_sentences_are_not_joined() -> None:
    lines = "The council voted on Monday to close it.\nNobody had been asked before the vote.\nIt is closed."
    assert len(parts(f"Title\n\n{lines}")[1]) == 3


@pytest.mark.parametrize("text", ["It is so.", "“It is so.”", "Is it?", "នេះ។", "是。」", "یہ۔", "(He left.)"])
def test_a_sentence_is_stopped(text: str) -> None:
    assert one(text).stopped


@pytest.mark.parametrize("text", ["A headline", "Army enters the U.S.", "Said:", "Share »"])
def test_a_headline_is_not(text: str) -> None:
    assert not one(text).stopped


def test_prose_is_long_or_a_sentence_of_some_length() -> None:
    assert one("The council voted on Monday to close the bridge.").prose
    assert one("word " * 40).prose
    assert one("市议会周一投票决定关闭旧桥，居民不满。").prose
    assert not one("Yes.").prose


def test_dense_scripts_are_those_without_spaces() -> None:
    assert one("សួស្តី ពិភពលោក").dense
    assert one("นี่คือข่าว").dense
    assert not one("한국은 이겼다").dense
    assert not one("In 北京 on Monday").dense
