"""Signals of operations, for the rooms above."""

from django.dispatch import Signal

#: Sent when a backup has taken the place of the database.
database_restored = Signal()
