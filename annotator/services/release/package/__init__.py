"""The parts of a release: what is asked, checked, gathered, divided, told and kept."""
