"""Lighthouse on one page of each type, as a telephone of the middle range gets it: `make lighthouse`.

RUNS=3 measures each page three times and prints the medians.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from tests.measures.tools import CHROMIUM, MODULES
from tests.support.server import running_site

LIGHTHOUSE = MODULES / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: With --disable-gpu Lighthouse sees no navigation start (NO_NAVSTART).
CHROME_FLAGS = "--headless=new --no-sandbox"
ATTEMPTS = 3
#: Lighthouse shows an audit below this score as one to work on.
GOOD = 0.9
#: Beside the first page of each type.
MORE_PAGES = {"search results": "/catalogue/?q=jardin", "in English": "/en/"}


def main() -> None:
    if missing := what_is_missing():
        sys.exit(missing)
    runs = int(os.environ.get("RUNS") or 1)
    with tempfile.TemporaryDirectory() as name, running_site(Path(name)) as site:
        pages = first_of_each_type(Path(name)) | MORE_PAGES
        print(
            f"{'page':26}{'perf.':>7}{'access.':>9}{'practices':>11}{'SEO':>5}{'bytes':>10}{'requests':>10}"
        )
        remarks = defaultdict(list)
        for page, address in pages.items():
            reports = [report_on(site.url + address) for _run in range(runs)]
            print(row(page, reports), flush=True)
            for remark in sorted({remark for report in reports for remark in remarks_of(report)}):
                remarks[remark].append(page)
    for remark, concerned in remarks.items():
        print(f"\n{remark}\n  {', '.join(concerned)}")


def what_is_missing() -> str:
    """A sentence on what must be installed before; empty when all is there."""
    if not CHROMIUM:
        return "There is no Chromium on this machine (Debian: apt install chromium)."
    return "" if LIGHTHOUSE.exists() else "Lighthouse is not installed: make tools."


def first_of_each_type(folder: Path) -> dict[str, str]:
    """Addresses by page type, read from the database of the site that keeps its files in the folder."""
    os.environ |= {
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "SITE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    import django

    django.setup()
    from home.models import HomePage
    from tests.support.tree import page_types

    firsts = (
        (
            model,
            model.objects.live_and_public().filter(locale__language_code="fr").order_by("path").first(),
        )
        for model in (HomePage, *page_types())
    )
    return {model.__name__: page.url for model, page in firsts if page}


def report_on(url: str) -> dict:
    """Lighthouse’s own report of one visit.

    On a busy machine it loses sight of the page now and then, and asks to be run again.
    """
    options = ["--quiet", "--no-enable-error-reporting", "--output=json", "--output-path=stdout"]
    chosen = [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME_FLAGS}"]
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(
            [str(LIGHTHOUSE), url, *options, *chosen],
            env={**os.environ, "CHROME_PATH": CHROMIUM},
            capture_output=True,
            text=True,
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    sys.exit(f"Lighthouse failed on {url}:\n{done.stderr}")


def row(page: str, reports: list[dict]) -> str:
    scores = [
        round(100 * median(report["categories"][name]["score"] for report in reports))
        for name in CATEGORIES
    ]
    weight = median(report["audits"]["total-byte-weight"]["numericValue"] for report in reports)
    requests = median(len(report["audits"]["network-requests"]["details"]["items"]) for report in reports)
    performance, accessibility, practices, seo = scores
    return f"{page:26}{performance:7}{accessibility:9}{practices:11}{seo:5}{weight:10.0f}{requests:10.0f}"


def remarks_of(report: dict) -> set[str]:
    """What Lighthouse would have bettered, each with the first thing it points at."""
    return {
        f"{name}: {audit['title']}{first_culprit(audit)}"
        for name, audit in report["audits"].items()
        if audit["score"] is not None and audit["score"] < GOOD
    }


def first_culprit(audit: dict) -> str:
    items = audit.get("details", {}).get("items", [])
    node = items[0].get("node") if isinstance(items, list) and items else None
    return f"\n  {' '.join(node['snippet'].split())}" if node else ""


if __name__ == "__main__":
    main()
