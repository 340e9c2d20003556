from __future__ import annotations

import random
import time
import unicodedata

import pytest

from annotator.domain.characters import nfkc, require_text
from annotator.errors import Invalid

GOOD = "a tab\t, a line\r\n, DEL\x7f, \u202eturned\u2069, \u200b, 🙂"


@pytest.mark.parametrize("bad", ["\0", "\x07", "\x0b", "\x1b", "\ud800", "\ufffe", "\U0001ffff"])
def test_what_is_no_text_is_found_at_any_depth(bad):
    with pytest.raises(Invalid) as refused:
        require_text({"good": GOOD, "list": ["x", {"a/b": f"xy{bad}"}]}, "/body")
    error = refused.value
    assert (error.code, error.pointer) == ("bad_character", "/body/list/1/a~1b")
    assert error.extra == {"position": 2, "code_point": f"U+{ord(bad):04X}"}


def test_a_bad_key_is_found():
    with pytest.raises(Invalid, match=r"U\+001B"):
        require_text({"a\x1b": 1})


def test_all_else_is_text():
    require_text({GOOD: [GOOD, 1, None, True, {"x": GOOD}]})


def test_a_million_marks_on_one_letter_take_no_hour():
    begun = time.thread_time()
    assert len(nfkc("a" + "\u0301\u0327" * 500_000)) > 900_000
    assert time.thread_time() - begun < 5


def test_words_are_what_the_standard_says():
    rng = random.Random(0)
    letters = "ae\u0301\u0327\u1100\u1161\u11a8ﬁ Å\u212bé가한국ア\uff76\uff9e\u0915\u093c\u0e33½ .x"
    for _ in range(2000):
        text = "".join(rng.choices(letters, k=rng.randrange(60)))
        assert nfkc(text) == unicodedata.normalize("NFKC", text)
