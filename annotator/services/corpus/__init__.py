"""Articles and whole corpora, in and out."""
