"""Settings: `base` is common to all; `development` and `testing` override it."""
