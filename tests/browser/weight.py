"""What a page costs a reader: the bytes that travel, and how far its content jumps while it loads."""

from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import Page

#: The sum of all shifts that nobody’s gesture explains, each as browsers score it (0: nothing moved).
LAYOUT_SHIFT = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  const own = observer.takeRecords().filter((shift) => !shift.hadRecentInput);
  return own.reduce((sum, shift) => sum + shift.value, 0);
}"""

#: Addresses that carry their content and ask nobody.
INLINE = ("data:", "blob:")
UPLOADS = "/media/"


@dataclass(frozen=True)
class Weight:
    """In bytes as they travelled: compressed, with their headers.

    `total` counts everything, also what has no field of its own here, such as fonts; `uploads` are the
    pictures that people have put on pages.
    """

    total: int
    requests: int
    html: int
    css: int
    js: int
    pictures: int
    uploads: int
    upload_requests: int
    layout_shift: float


def weigh(page: Page, url: str) -> Weight:
    """Opens the page with an empty cache and waits until the network is quiet.

    Pictures that load lazily count if the window’s height brings them in: set its size before.
    Chromium alone tells what travelled, through its developer tools.
    """
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    uploads: set[str] = set()

    def receive(event: dict) -> None:
        if not event["response"]["url"].startswith(INLINE):
            kinds[event["requestId"]] = event["type"]
        if UPLOADS in event["response"]["url"]:
            uploads.add(event["requestId"])

    def finish(event: dict) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    tools = page.context.new_cdp_session(page)
    tools.on("Network.responseReceived", receive)
    tools.on("Network.loadingFinished", finish)
    tools.send("Network.enable")
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(url, wait_until="networkidle")
    layout_shift = page.evaluate(LAYOUT_SHIFT)
    tools.detach()

    weights: Counter[str] = Counter()
    for request, kind in kinds.items():
        weights[kind] += int(sizes.get(request, 0))
    return Weight(
        total=weights.total(),
        requests=len(kinds),
        html=weights["Document"],
        css=weights["Stylesheet"],
        js=weights["Script"],
        pictures=weights["Image"],
        uploads=sum(int(sizes.get(request, 0)) for request in uploads),
        upload_requests=len(uploads),
        layout_shift=round(layout_shift, 4),
    )
