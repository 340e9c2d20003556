"""The services that take long, run by the queue."""
