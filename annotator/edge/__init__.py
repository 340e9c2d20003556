"""What pages and API share at the edge: who asks, sessions of the store, status codes, headers."""
