"""Warming up loads what is needed, and leaves what it left out to others."""

import subprocess
import sys

SCRIPT = """
import sys
from annotator.cli.warming import warm_up
warm_up()
assert "nltk" in sys.modules and "scipy.stats" not in sys.modules
import scipy.stats
assert scipy.stats.fisher_exact
"""


def test_statistics_are_left_out_and_can_be_loaded_later():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
