"""History, its checkpoints, and the checks that hold the workspace to it."""
