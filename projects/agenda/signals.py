"""What the agenda tells the rooms above, inside the transaction of what has changed."""

from django.dispatch import Signal

#: Dates of one event have changed together. `changes`: each as it was and as it is, their rows locked;
#: `now`.
dates_changed = Signal()
#: The place of an event was published. `dates`: those to come of it whose people were told a place.
place_published = Signal()
