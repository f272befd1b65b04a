"""Signals of the agenda for the upper rooms, sent inside the transaction of the change."""

from django.dispatch import Signal

#: Dates of one event have changed together. `changes`: pairs (before, after), rows locked; `now`.
dates_changed = Signal()
#: The place of an event was published. `dates`: its dates to come whose place was told to people.
place_published = Signal()
