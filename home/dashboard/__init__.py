"""The dashboard of the admin: what a user may create, and their pending tasks.

Both depend on the user’s groups: it shows no link that would be refused.
"""

from home.dashboard.choices import Choice
from home.dashboard.sought import SEE_SOUGHT, may_see_sought, sought_as_choice
from home.dashboard.starts import (
    CREATABLE,
    CREATABLE_TYPES,
    EVENT_TYPES,
    Start,
    events_to_date,
    parents_for,
    places_to_add,
    starts,
    types_to_write,
    way_to_add,
    way_to_add_a_date,
    way_to_add_under,
)
from home.dashboard.tasks import SHOWN, TASKS, Task, Waiting, waiting

__all__ = [
    "CREATABLE",
    "CREATABLE_TYPES",
    "EVENT_TYPES",
    "SEE_SOUGHT",
    "SHOWN",
    "TASKS",
    "Choice",
    "Start",
    "Task",
    "Waiting",
    "events_to_date",
    "may_see_sought",
    "parents_for",
    "places_to_add",
    "sought_as_choice",
    "starts",
    "types_to_write",
    "waiting",
    "way_to_add",
    "way_to_add_a_date",
    "way_to_add_under",
]
