"""Many people at once, against the server that `make run` starts."""
