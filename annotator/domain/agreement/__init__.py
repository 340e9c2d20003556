"""Agreement: how far the readings of several people say the same, and where a figure says nothing, why."""
