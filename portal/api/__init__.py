"""The public API of pages, and the one that the admin’s scripts read."""
