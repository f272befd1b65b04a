"""The organiser’s screens of an event’s dates: one by one, in series, several changed at once."""
