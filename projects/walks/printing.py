"""Blocks specific to a printed walk: purposes and stops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.handouts import printing
from portal.printing.documents import Block, Box, Bullets, Heading, Line, Step

if TYPE_CHECKING:
    from projects.walks.models import UrbanWalkPage


def walk(page: UrbanWalkPage) -> Iterator[Block]:
    purposes, stops = page.purposes.all(), page.stops.all()
    if purposes:
        yield Heading(_("À quoi sert cette promenade"))
        yield Bullets(tuple(Line(str(purpose)) for purpose in purposes))
    if page.route_description or stops:
        yield Heading(_("Le parcours"))
        yield printing.prose(page.route_description)
    for number, stop in enumerate(stops, start=1):
        yield Step(number, stop.title, printing.plain(stop.text).html)
        if stop.question:
            yield Box("questions", _("À discuter sur place"), lines=(Line(stop.question),))
