"""What the index tells the rooms above."""

from django.dispatch import Signal

#: Sent with `records`, of the class `sender`, once the index has taken them in: one by one as they are
#: saved or published, by hundreds when `update_index` rebuilds all.
records_indexed = Signal()
