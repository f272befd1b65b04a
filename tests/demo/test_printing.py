"""Every page of the demonstration that has a PDF gives a whole one."""

import pytest
from django.test import Client

from methods.models import MethodSheetPage
from projects.agenda.models import EventPage
from projects.parks.models import ProjectPage
from tests.support.pdf import Pdf

pytestmark = [pytest.mark.usefixtures("demo", "db")]


def printed(page_type) -> dict:
    """The pages of a type, each with its file."""
    client = Client()
    return {page: Pdf(client.get(f"{page.url}pdf/").content) for page in page_type.objects.visible()}


def test_every_sheet_is_printed_with_all_its_steps():
    for page, pdf in printed(MethodSheetPage).items():
        steps = [block.value["title"] for block in page.body if block.block_type == "step"]
        assert steps
        assert [step for step in (page.title, *steps, page.full_url) if not pdf.says(step)] == []
        assert pdf.root["/Lang"] == page.locale.language_code


def test_every_project_is_printed_with_what_it_changes_and_does():
    for page, pdf in printed(ProjectPage).items():
        said = [page.title, page.common_question, page.full_url, *map(str, page.schedule)]
        said += [*map(str, page.actions), *map(str, page.effects_shown), *map(str, page.committee.all())]
        assert [text for text in said if not pdf.says(text)] == []


def test_every_event_is_one_poster_with_when_where_and_whom_to_call():
    for page, pdf in printed(EventPage).items():
        facts = [
            fact.value.split(",")[0] for fact in page.facts if fact.icon in ("calendar", "pin", "euro")
        ]
        said = [page.title, page.full_url, page.contact_phone, *facts]
        assert [text for text in said if not pdf.says(text)] == []
        assert pdf.pages == 1
