"""Which worker runs what, and in which order: all workers should end together."""

from pathlib import PurePath

from xdist.scheduler import LoadFileScheduling

#: Folders whose tests share what takes long to prepare: a server, the demonstration.
TOGETHER = ("tests/browser", "tests/demo")
#: What takes longest, first; then files with many tests, as xdist has it.
LONGEST = (
    *TOGETHER,
    "tests/house/test_query_budgets.py",
    "tests/operations/test_hostile_requests.py",
    "tests/operations/test_archive.py",
    "tests/publishing/test_publication.py",
    "tests/house/test_page_types.py",
    "tests/methods/importing/test_screens.py",
    "tests/scheduling/test_dates_screen.py",
    "tests/trash/test_pages.py",
    "tests/house/test_editor_queries.py",
    "tests/search/test_backends.py",
    "tests/caching/test_many_processes.py",
    "tests/home/dashboard/test_dashboard.py",
)


def unit(node: str) -> str:
    """Returns what goes to one worker as a whole: the file of a test, or its folder."""
    path = node.partition("::")[0]
    folder = PurePath(path).parent.as_posix()
    return folder if folder in TOGETHER else path


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)


def longest_first(items: list) -> None:
    numbers: dict[str, int] = {}
    for item in items:
        name = unit(item.nodeid)
        numbers[name] = numbers.get(name, 0) + 1

    def place(item) -> tuple[int, int, str]:
        name = unit(item.nodeid)
        known = LONGEST.index(name) if name in LONGEST else len(LONGEST)
        return known, -numbers[name], name

    items.sort(key=place)
