"""Feeds of the agenda: iCalendar, Atom, JSON. It names no person."""
