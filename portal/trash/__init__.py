"""Deleted pages and files, which can be restored for TRASH_KEPT_DAYS. Never lists or publishes them."""
