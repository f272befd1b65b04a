"""Full-text search: a French analyser and two backends that use it, independent of page types."""
