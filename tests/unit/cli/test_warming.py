"""Warming up loads what the first hand-in needs."""

import subprocess
import sys

SCRIPT = """
from annotator.cli.warming import warm_up
from annotator.text import tokenizers
assert not tokenizers._load.cache_info().currsize
warm_up()
assert tokenizers._load.cache_info().currsize
"""


def test_the_language_code_is_there_before_it_is_needed():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
