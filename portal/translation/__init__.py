"""How translations follow their original: what changed since, where they stand, who is told."""
