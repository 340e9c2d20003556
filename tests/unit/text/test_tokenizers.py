"""NLTK's tokenizers come alone, and leave NLTK whole for others."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from annotator.text import tokenizers

ALONE = """
import sys
from annotator.text.language import tokens
assert len(tokens("She didn't go. He did.")) == 8
assert not {"nltk", "numpy", "scipy"} & {*sys.modules}
import nltk.tokenize
assert nltk.tokenize.punkt.PunktSentenceTokenizer().tokenize("One. Two.") == ["One.", "Two."]
from nltk.metrics.agreement import AnnotationTask
assert nltk.word_tokenize and AnnotationTask
"""
TEXT = 'Dr. Smith (who "cannot" say) didn\'t come at 5.30 p.m. "Why?" she asked... Nobody knew; it cost $3,000.'


def test_they_come_alone_and_nltk_can_be_loaded_whole_afterwards() -> None:
    subprocess.run([sys.executable, "-c", ALONE], check=True)


def test_they_do_what_those_of_the_whole_do() -> None:
    import nltk.tokenize

    whole = nltk.tokenize.NLTKWordTokenizer().tokenize(TEXT)
    assert tokenizers.destructive().NLTKWordTokenizer().tokenize(TEXT) == whole
    parts = nltk.tokenize.punkt.PunktSentenceTokenizer().tokenize(TEXT)
    assert tokenizers.punkt().PunktSentenceTokenizer().tokenize(TEXT) == parts
    assert nltk.tokenize is sys.modules["nltk.tokenize"]


def test_threads_that_come_at_once_get_the_same() -> None:
    tokenizers._load.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: tokenizers.punkt(), range(8)))) == 1
