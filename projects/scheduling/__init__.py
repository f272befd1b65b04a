"""The organiser’s screens of an event’s dates: one by one, in series, several called off at once."""
