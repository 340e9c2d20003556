"""Acts as verbs: session and actor first, then the nouns; they flush and never commit."""
