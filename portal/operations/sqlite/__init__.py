"""SQLite for a site: its one writer is waited for in turn, by few, and not for long."""
