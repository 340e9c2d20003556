"""What the speed claims rest on: each figure beside a floor that is measured in the same run."""
