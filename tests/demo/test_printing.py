"""Every page of the demonstration that has a PDF gives a whole one."""

import pytest
from django.test import Client

from methods.models import MethodSheetPage
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
