"""The states of every component, by family. To add a state, add a line to the file of its family."""

from portal.gallery.samples import agenda, binder, decks, forms, lists, projects, site, texts
from portal.gallery.samples.state import State

SAMPLES: dict[str, list[State]] = {
    **site.SAMPLES,
    **lists.SAMPLES,
    **texts.SAMPLES,
    **projects.SAMPLES,
    **agenda.SAMPLES,
    **forms.SAMPLES,
    **decks.SAMPLES,
    **binder.SAMPLES,
}

#: The width available to a component in pages, if it is not the width of a text.
ROOM = {
    "badge": "word",
    "binder_button": "column",
    "card": "column",
    "contact": "column",
    "group_mark": "word",
    "icon": "word",
    "doors": "page",
    "deck": "page",
    "slide": "page",
    "hero": "page",
    "page_header": "page",
    "site_footer": "page",
    "site_header": "page",
    "breadcrumb": "page",
    "related_pages": "page",
    "filters": "page",
    "map": "page",
    "month_grid": "page",
    "month_steps": "page",
    "stage_line": "page",
}
