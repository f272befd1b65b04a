"""Events and their dates. A walk’s route belongs to `walks`, a vote to `concertation`."""
