"""What a booklet of twelve sheets costs beside one sheet, photographs included: `make bench-booklet`.

On a demonstration of its own, in this process, from photographs of twelve megapixels. Times are medians
of RUNS=5, renditions made beforehand, each run of other words: neither the portal nor Typst knows the
file yet. Beside the time that passes, that of the processor holds on a busy machine too. The bars are
MAX_SHEET and MAX_BOOKLET; the ratios are what another machine can be compared by.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

SHEETS = 12
WIDTH, HEIGHT = 4000, 3000
#: In seconds.
MAX_SHEET, MAX_BOOKLET = 0.1, 1.0


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        sheets = demonstration(Path(name))
        measure(sheets, int(os.environ.get("RUNS") or 5))


def demonstration(folder: Path) -> list:
    """Twelve sheets, each with a photograph of its own."""
    os.environ |= {
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "SITE_URL": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    }
    import django

    django.setup()
    from django.core.files.images import ImageFile
    from django.core.management import call_command

    from methods.models import MethodSheetPage
    from portal.media.models import Picture

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    sheets = list(MethodSheetPage.objects.live_and_public().filter(locale__language_code="fr")[:SHEETS])
    for number, sheet in enumerate(sheets):
        file = ImageFile(BytesIO(photograph()), name=f"{number}.jpg")
        picture = Picture.objects.create(title=str(number), file=file)
        MethodSheetPage.objects.filter(pk=sheet.pk).update(listing_picture=picture)
    return sheets


def photograph() -> bytes:
    """As much to compress as a photograph has."""
    from PIL import Image

    content = BytesIO()
    grain = Image.effect_noise((WIDTH, HEIGHT), 40)
    sky = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    Image.merge("RGB", (sky, grain, sky)).save(content, "JPEG", quality=85)
    return content.getvalue()


@dataclass(frozen=True)
class Cost:
    """Medians, in seconds; the size of the file in bytes."""

    passed: float
    processor: float
    size: int


def measure(sheets: list, runs: int) -> None:
    from django.core.cache import caches
    from django.test import Client

    from methods.models import MethodSheetPage

    listed = ",".join(str(sheet.pk) for sheet in sheets)
    client = Client(headers={"host": "localhost"})

    def get(address: str, is_new: bool = True) -> Cost:
        def ask() -> int:
            answer = client.get(address)
            assert answer.status_code == 200, answer.status_code
            return len(answer.content)

        def change(run: int) -> None:
            if is_new:
                caches["default"].clear()
                MethodSheetPage.objects.update(summary=f"Ce que l’on dit à la fois numéro {run}.")

        return cost(change, ask, runs)

    booklet = f"/classeur/partage/livret.pdf?p={listed}"
    one, twelve, again = get(f"{sheets[0].url}pdf/"), get(booklet), get(booklet, is_new=False)
    for name, each in (
        (f"one sheet (at most {MAX_SHEET * 1000:.0f} ms)", one),
        (f"booklet of {len(sheets)} sheets (at most {MAX_BOOKLET * 1000:.0f} ms)", twelve),
        ("the same, kept", again),
    ):
        print(
            f"{name:42}{each.passed * 1000:6.0f} ms, processor {each.processor * 1000:6.0f} ms, "
            f"{each.size / 1000:6.0f} kB"
        )
    print(f"booklet / sheet {twelve.passed / one.passed:6.1f}")
    print(f"kept / new      {again.passed / twelve.passed:6.2f}")


def cost(change: Callable[[int], None], ask: Callable[[], int], runs: int) -> Cost:
    """What an answer costs, once all renditions are made."""
    size = ask()
    passed, processor = [], []
    for run in range(1, runs + 1):
        change(run)
        start, work = perf_counter(), process_time()
        ask()
        passed.append(perf_counter() - start)
        processor.append(process_time() - work)
    return Cost(median(passed), median(processor), size)


if __name__ == "__main__":
    main()
