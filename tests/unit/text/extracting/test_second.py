"""The second reading finds words and long paragraphs, and no more."""

from __future__ import annotations

from annotator.text.extracting.second import key, second_reading

LONG = "This paragraph is long enough to count as the running text of an article, and has a stop."


def test_long_paragraphs_outside_of_menus_count():
    html = f"<nav><p>{LONG} In a menu.</p></nav><p>Short.</p><p>{LONG}<script>x</script></p>"
    assert second_reading(html).paragraphs == [LONG]


def test_all_seen_words_are_gathered():
    assert key("".join(second_reading("<b>One</b><style>x</style> two &amp; three").words)) == "onetwothree"


def test_a_key_is_letters_and_digits():
    assert key("“Ten—20!” ភាសា") == "ten20ភស" or key("Ten 20") == "ten20"
