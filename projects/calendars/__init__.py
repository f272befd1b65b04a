"""Feeds of the agenda: iCalendar, Atom, JSON."""
