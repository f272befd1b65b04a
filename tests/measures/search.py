"""How search bears a hundred times as many pages: `make bench-search`.

On each database, builds a site of 200 pages, then of 20,000, and asks the catalogue for a word that half
of the pages hold and for one that ten hold, facets counted, as a reader does. What it prints is how many
times as long the larger site takes, medians of the same run.

PAGES=5000 builds fewer. POSTGRES is the server (postgres://postgres@127.0.0.1:5432/postgres); empty,
PostgreSQL is left out.
"""

import os
import sys

from tests.measures import growth

FEW = 200
MANY = int(os.environ.get("PAGES") or 20_000)


def main() -> None:
    print(growth.headline(FEW, MANY), flush=True)
    growth.on_each_database("tests.measures.search", "bench_search")


def measure(name: str) -> None:
    growth.new_site()
    from tests.support.crowd import COMMON, RARE

    questions = {
        "held by half of the pages": f"/catalogue/?q={COMMON}",
        "held by ten pages": f"/catalogue/?q={RARE}",
        "none": "/catalogue/",
    }
    grow(0, FEW)
    few = {question: growth.reading(address) for question, address in questions.items()}
    grow(FEW, MANY)
    for question, address in questions.items():
        print(growth.line(name, question, few[question], growth.reading(address)), flush=True)


def grow(first: int, last: int) -> None:
    """Adds copies of what the catalogue lists; the index takes them in as `update_index` does."""
    from wagtail.models import Locale
    from wagtail.search.backends import get_search_backend

    from home.catalogue.facets import listed_types
    from portal.content.models import PortalPage
    from tests.support.crowd import add_copies

    french = PortalPage.objects.live_and_public().filter(locale=Locale.objects.get(language_code="fr"))
    originals = [
        page
        for page in french.specific().order_by("path")
        # A stage, of which there is one of each number, stays alone.
        if type(page) in listed_types() and not page.unique_in_language and not page.slug[-1].isdigit()
    ]
    keys = add_copies(originals, first, last)
    backend = get_search_backend()
    for start in range(0, len(keys), 500):
        pages = PortalPage.objects.filter(pk__in=keys[start : start + 500]).specific()
        for model in {type(page) for page in pages}:
            backend.get_index_for_model(model).add_items(model, [p for p in pages if type(p) is model])
    growth.analyse()


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
