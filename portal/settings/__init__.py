"""Settings: `base` holds the facts, `development` and `testing` change what their use asks."""
