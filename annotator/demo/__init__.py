"""The demo project: invented stories with real acts, so that a visitor finds a project in full swing."""
