"""Sets the fields of a page from the values of a text, by type."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from methods.models import RelatedSheet
from portal.content.models import PageAudience, PageTheme
from projects.agenda.models import AgendaPoint, WorkshopActor
from projects.parks.models import (
    CommitteeMember,
    CoordinationMember,
    Effect,
    Milestone,
    ParkContact,
    ProjectOrientation,
    ProjectPartner,
)
from projects.walks.models import WalkPurpose, WalkStop

if TYPE_CHECKING:
    from portal.content.models import PortalPage
    from portal.demo.loader import Loader

#: Values copied to the field of the same name; rich texts may contain links.
PLAIN = [
    "summary",
    "search_description",
    "number",
    "usual_duration",
    "introduction",
    "level",
    "wording",
    "status",
    "common_question",
    "question_note",
    "place_name",
    "address",
    "organiser",
    "contact_name",
    "contact_phone",
    "contact_email",
    "price",
    "default_capacity",
    "takes_registrations",
    "attendance",
    "question",
    "technique",
    "governing_body",
    "domain",
    "area_covered",
    "duration_min",
    "duration_max",
    "group_min",
    "group_max",
    "licence",
    "latitude",
    "longitude",
]
RICH = [
    "easy_read",
    "purpose",
    "outcome",
    "objectives",
    "participants",
    "material",
    "preparation",
    "meaning",
    "question_making",
    "committee_role",
    "minutes",
    "outcomes",
    "rules",
    "technique_description",
    "route_description",
    "can_be_asked",
    "taking_part",
]
#: Values of the Park record, not of its page.
RECORD_ONLY = ("latitude", "longitude")


def fill(page: PortalPage, values: dict[str, Any], loader: Loader) -> None:
    """Sets every field and child row of `page` that `values` contains."""
    names = {field.name for field in page._meta.get_fields()}
    for name in PLAIN:
        if name in values and name in names:
            setattr(page, name, loader.linked(values[name]))
    for name in RICH:
        if name in values and name in names:
            setattr(page, name, loader.linked(values[name]))
    for name, value in values.get("access", {}).items():
        setattr(page, name, value)
    _fill_listing(page, values, loader)
    if "body" in values:
        page.body = [block(each, loader) for each in values["body"]]
    for name, rows in CHILD_ROWS.items():
        if name in values and rows.relation in names:
            setattr(page, rows.relation, rows.make(values[name], loader))


def _fill_listing(page: PortalPage, values: dict[str, Any], loader: Loader) -> None:
    page.is_demonstration = values.get("demonstration", page.park_id is not None)
    if "picture" in values:
        page.listing_picture = loader.picture(values["picture"])
        page.listing_picture_alt = values.get("picture_alt", "")
    today = loader.today
    if "reviewed_on_days_ago" in values:
        page.reviewed_on = today - timedelta(days=values["reviewed_on_days_ago"])
    if "review_in_days" in values:
        page.review_by = today + timedelta(days=values["review_in_days"])
    page.page_themes.set([PageTheme(term=loader.themes[slug]) for slug in values.get("themes", [])])
    page.page_audiences.set(
        [PageAudience(term=loader.audiences[slug]) for slug in values.get("audiences", [])]
    )
    if values.get("tags"):
        page.tags.set(values["tags"])


class Rows:
    """Creates the child rows of one relation, from the list under one key of a text."""

    def __init__(self, relation: str, make_row: Callable[[Any, Loader], Any]):
        self.relation = relation
        self._make_row = make_row

    def make(self, rows: list[Any], loader: Loader) -> list[Any]:
        made = []
        for number, row in enumerate(rows):
            record = self._make_row(row, loader)
            if hasattr(record, "sort_order"):
                record.sort_order = number
            if hasattr(record, "locale_id"):
                record.locale = loader.locale
            made.append(record)
        return made


def _day(loader: Loader, row: dict[str, Any]) -> date:
    return loader.today + timedelta(days=row["in_days"])


CHILD_ROWS = {
    "related": Rows("related_sheets", lambda key, loader: RelatedSheet(sheet=loader.pages[key])),
    "contacts": Rows("contacts", lambda row, loader: ParkContact(**row)),
    "partners": Rows("partners", lambda row, loader: ProjectPartner(**row)),
    "committee": Rows("committee", lambda row, loader: CommitteeMember(**row)),
    "milestones": Rows(
        "milestones",
        lambda row, loader: Milestone(
            date=_day(loader, row), title=row["title"], text=row.get("text", "")
        ),
    ),
    "effects": Rows("effects", lambda row, loader: Effect(**row)),
    "orientations": Rows(
        "orientation_links",
        lambda key, loader: ProjectOrientation(orientation=loader.pages[key]),
    ),
    "members": Rows("members", lambda row, loader: CoordinationMember(**row)),
    "actors": Rows("actors", lambda row, loader: WorkshopActor(**row)),
    "agenda": Rows("agenda_points", lambda row, loader: AgendaPoint(**row)),
    "purposes": Rows("purposes", lambda purpose, loader: WalkPurpose(purpose=purpose)),
    "stops": Rows("stops", lambda row, loader: WalkStop(**row)),
}


def block(values: dict[str, Any], loader: Loader) -> tuple[str, Any]:
    """Returns one block of a body, as a (type, value) pair for a StreamField."""
    kind = values["type"]
    return kind, BLOCKS[kind](values, loader)


def _picture_value(values: dict[str, Any], loader: Loader) -> dict[str, Any]:
    picture = loader.picture(values["picture"])
    picture.contextual_alt_text = values.get("alt", "")
    picture.decorative = not values.get("alt")
    return {"image": picture, "caption": values.get("caption", "")}


def _table_value(values: dict[str, Any], loader: Loader):
    from portal.content.blocks import TableBlock

    return TableBlock().to_python(
        {
            "caption": values.get("caption", ""),
            "columns": [{"type": "text", "heading": heading} for heading in values["columns"]],
            "rows": [{"values": row} for row in values["rows"]],
        }
    )


BLOCKS: dict[str, Callable[[dict[str, Any], Loader], Any]] = {
    "heading": lambda values, loader: values["text"],
    "text": lambda values, loader: loader.linked(values["html"]),
    "step": lambda values, loader: {
        "title": values["title"],
        "text": loader.linked(values.get("html", "")),
        "minutes": values.get("minutes"),
    },
    "advice": lambda values, loader: {"text": loader.linked(values["html"])},
    "watch_point": lambda values, loader: {"text": loader.linked(values["html"])},
    "questions": lambda values, loader: {
        "title": values.get("title", ""),
        "questions": values["questions"],
    },
    "example": lambda values, loader: {
        "title": values["title"],
        "text": loader.linked(values["html"]),
        "page": loader.pages.get(values.get("page", "")),
    },
    "quotation": lambda values, loader: {
        "text": values["text"],
        "author": values.get("author", ""),
        "source": values.get("source", ""),
    },
    "table": _table_value,
    "picture": _picture_value,
}

LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')
