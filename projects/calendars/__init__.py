"""Feeds of the agenda: iCalendar, Atom, JSON. They contain no personal data."""
