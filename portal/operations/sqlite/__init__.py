"""SQLite for a site: threads queue for its single write lock, for a bounded time."""
