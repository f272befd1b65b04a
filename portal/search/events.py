"""Signals of the index, for other applications."""

from django.dispatch import Signal

#: Sent with `records`, of the class `sender`, once they are indexed: one record when it is saved or
#: published, hundreds at a time when `update_index` rebuilds the index.
records_indexed = Signal()
