"""Deleted pages and files: they can be put back for TRASH_KEPT_DAYS."""
