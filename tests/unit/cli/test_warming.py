"""Warming up loads what is needed, and leaves what it left out to others."""

import subprocess
import sys

SCRIPT = """
import sys
from annotator.cli.warming import UNUSED, warm_up
warm_up()
assert "nltk" in sys.modules and not {*UNUSED} & {*sys.modules}
import scipy.sparse, scipy.stats
assert scipy.stats.fisher_exact and scipy.sparse.coo_array
"""


def test_what_is_not_used_is_left_out_and_can_be_loaded_later():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
