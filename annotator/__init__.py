"""Annotator: close reading of news articles, from annotation to a corpus that can be audited."""

import os

__version__ = "0.1.0"

# A small product of matrices wakes a thread of OpenBLAS for each core, which spins: twice the work, one answer.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
