"""What proves a corpus offline, by the standard library alone: signatures, hash chains, and what they tell."""
