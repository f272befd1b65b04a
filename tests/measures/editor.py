"""What we add to Wagtail’s page editor: `make bench-editor`.

On each database, opens the editor of a sheet and of an event of the demonstration, their bodies of one
block and of twenty, as we have it and as Wagtail would have it: the same row of the same type, the same
fields in the same tabs, in Wagtail’s own panels, form and templates, without our checklist, hints,
notices and dates, without any hook, middleware or context processor of ours. What stays in both is what
the types themselves do (blocks, managers), and the menu, which is made once a process.

Each is opened RUNS=15 times, a few of one and a few of the other in turn, so that a busy spell hits both.
Printed are the medians of the processor’s time and of the time that passes, how many times as long ours
takes of either, and the queries that we add. The bars are MAX_RATIO and MAX_QUERIES.

POSTGRES is the server (postgres://postgres@127.0.0.1:5432/postgres); empty, PostgreSQL is left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from unittest import mock

from tests.measures import growth

RUNS = int(os.environ.get("RUNS") or 15)
ROUNDS = 3
BLOCKS = (1, 20)
MAX_RATIO, MAX_QUERIES = 1.5, 20
WORDS_OF_A_BLOCK = 60
OURS = ("portal", "methods", "projects", "home")


def main() -> None:
    print(
        f"{'database':12}{'editor of':24}{'Wagtail’s: processor, passed':>30}{'ours':>18}"
        f"{'ratio (at most ' + str(MAX_RATIO) + ')':>24}{f'own queries (at most {MAX_QUERIES})':>28}",
        flush=True,
    )
    growth.on_each_database("tests.measures.editor", "bench_editor")


def measure(name: str) -> None:
    growth.new_site()
    from methods.models import MethodSheetPage
    from projects.agenda.models import WorkshopPage
    from tests.support.people import make_network_editor

    editor = make_network_editor()
    for page_type, block in ((MethodSheetPage, "step"), (WorkshopPage, "text")):
        french = page_type.objects.live_and_public().filter(locale__language_code="fr")
        page = french.order_by("path").first()
        for number in BLOCKS:
            write(page, block, number)
            label = f"{page_type._meta.verbose_name}, {number} bloc{'s' if number > 1 else ''}"
            print(line(name, label, *compare(page, editor)), flush=True)


def write(page, block: str, number: int) -> None:
    """Gives a page a body of so many blocks, as its published text and as its draft."""
    from portal.content.models import PortalPage

    summaries = (
        PortalPage.objects.filter(locale=page.locale).order_by("path").values_list("summary", flat=True)
    )
    words = " ".join(summaries).split()
    body = []
    for each in range(number):
        start = each * WORDS_OF_A_BLOCK % (len(words) - WORDS_OF_A_BLOCK)
        text = f"<p>{' '.join(words[start : start + WORDS_OF_A_BLOCK])}</p>"
        step = {"title": f"Étape {each + 1}", "text": text, "minutes": 10}
        body.append((block, step if block == "step" else text))
    page.body = body
    page.save_revision().publish()


@dataclass
class Opening:
    """What opening an editor took, time after time, in seconds; and its queries."""

    processor: list[float] = field(default_factory=list)
    passed: list[float] = field(default_factory=list)
    queries: int = 0


def compare(page, editor, runs: int = RUNS, rounds: int = ROUNDS) -> tuple[Opening, Opening]:
    """What Wagtail’s editor of a page takes, and ours, which is opened first: it loads all addresses.

    Seconds want several rounds; queries are the same in each.
    """
    wagtails, ours = Opening(), Opening()
    for _round in range(rounds):
        for opening, dress in ((ours, nullcontext()), (wagtails, undressed(type(page)))):
            with dress:
                note(opening, page, editor, max(1, runs // rounds))
    return wagtails, ours


def note(opening: Opening, page, editor, runs: int) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    address, clock = reverse("wagtailadmin_pages:edit", args=(page.pk,)), growth.processor_clock()
    for _warming in range(2):
        assert client.get(address).status_code == 200
    for _run in range(runs):
        start, work = perf_counter(), clock()
        client.get(address)
        opening.processor.append(clock() - work)
        opening.passed.append(perf_counter() - start)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    opening.queries = len(queries)


@contextmanager
def undressed(page_type) -> Iterator[None]:
    """Wagtail’s editor of a type, and nothing of ours around it."""
    from django.conf import settings
    from django.test import override_settings
    from wagtail import hooks

    [engine] = settings.TEMPLATES
    processors = [each for each in engine["OPTIONS"]["context_processors"] if not is_ours(each)]
    plain = {
        "MIDDLEWARE": [each for each in settings.MIDDLEWARE if not is_ours(each)],
        "TEMPLATES": [engine | {"DIRS": [], "OPTIONS": {"context_processors": processors}}],
    }
    others = {
        name: [each for each in registered if not is_ours(each[0].__module__)]
        for name, registered in hooks._hooks.items()
    }
    handler = wagtails_handler(page_type)
    with ExitStack() as stack:
        stack.enter_context(override_settings(**plain))
        stack.enter_context(mock.patch.dict(hooks._hooks, others))
        stack.enter_context(mock.patch.object(page_type, "get_edit_handler", lambda: handler))
        yield


def wagtails_handler(page_type):
    """The fields of a type in their tabs, each in the panel of Wagtail that it has."""
    from wagtail.admin.forms import WagtailAdminPageForm
    from wagtail.admin.panels import HelpPanel, ObjectList, TabbedInterface

    tabs = []
    for tab in page_type.get_edit_handler().children:
        kept = [
            each.clone()
            for each in tab.children
            if not is_ours(type(each).__module__) and not isinstance(each, HelpPanel)
        ]
        tabs.append(ObjectList(kept, heading=tab.heading))
    handler = TabbedInterface(tabs, base_form_class=WagtailAdminPageForm)
    return handler.bind_to_model(page_type)


def is_ours(dotted: str) -> bool:
    return dotted.partition(".")[0] in OURS


def line(name: str, label: str, wagtails: Opening, ours: Opening) -> str:
    def times(opening: Opening) -> str:
        return f"{median(opening.processor) * 1000:.0f}, {median(opening.passed) * 1000:.0f} ms"

    def ratio(of: Callable[[Opening], list[float]]) -> str:
        return f"{median(of(ours)) / median(of(wagtails)):.2f}"

    ratios = f"{ratio(lambda each: each.processor)}, {ratio(lambda each: each.passed)}"
    own = f"{ours.queries - wagtails.queries} ({wagtails.queries} → {ours.queries})"
    return f"{name:12}{label:24}{times(wagtails):>30}{times(ours):>18}{ratios:>24}{own:>28}"


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
