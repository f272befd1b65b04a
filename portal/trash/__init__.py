"""Deleted pages and files, restored on demand for TRASH_KEPT_DAYS. It never lists or publishes them."""
