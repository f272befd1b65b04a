"""What a booklet of twelve sheets costs beside one sheet, photographs included: `make bench-booklet`.

On a demonstration of its own, in this process. Times are medians of RUNS=5, renditions made beforehand;
the ratios are what another machine can be compared by.
"""

import os
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

SHEETS = 12
WIDTH, HEIGHT = 1600, 1200


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
    from portal.content.models import Picture

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    sheets = list(MethodSheetPage.objects.visible().filter(locale__language_code="fr")[:SHEETS])
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


def measure(sheets: list, runs: int) -> None:
    from django.core.cache import caches
    from django.test import Client

    listed = ",".join(str(sheet.pk) for sheet in sheets)
    client = Client(headers={"host": "localhost"})

    def get(address: str, is_new: bool = True) -> Callable[[], int]:
        def ask() -> int:
            if is_new:
                caches["default"].clear()
            answer = client.get(address)
            assert answer.status_code == 200, answer.status_code
            return len(answer.content)

        return ask

    booklet = f"/classeur/partage/livret.pdf?p={listed}"
    one, size_of_one = timed(get(f"{sheets[0].url}pdf/"), runs)
    twelve, size = timed(get(booklet), runs)
    again, _size = timed(get(booklet, is_new=False), runs)
    print(f"one sheet                {one * 1000:6.0f} ms  {size_of_one / 1000:6.0f} kB")
    print(f"booklet of {len(sheets)} sheets     {twelve * 1000:6.0f} ms  {size / 1000:6.0f} kB")
    print(f"the same, kept           {again * 1000:6.0f} ms")
    print(f"booklet / sheet          {twelve / one:6.1f}")
    print(f"kept / new               {again / twelve:6.2f}")


def timed(ask: Callable[[], int], runs: int) -> tuple[float, int]:
    """The median time in seconds, once all renditions are made, and the bytes of the answer."""
    size = ask()
    times = []
    for _run in range(runs):
        start = perf_counter()
        ask()
        times.append(perf_counter() - start)
    return median(times), size


if __name__ == "__main__":
    main()
