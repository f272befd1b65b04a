"""`make help-pictures`: writes the pictures of the guides anew, with what each shows."""

import json
import os
import tempfile
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.measures.tools import CHROMIUM
from tests.support.server import running_site


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.testing")
    django.setup()
    from home.help.guides import PICTURES
    from tests.browser.pictures import FOLDER, in_guides, take
    from tests.browser.scenes import SCENES, Studio

    recorded = {}
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        studio = Studio(browser, site)
        for name in filter(in_guides().__contains__, SCENES):
            shot = take(SCENES[name](studio))
            (FOLDER / f"{name}.png").write_bytes(shot.content)
            recorded[name] = {"width": shot.width, "height": shot.height, "words": shot.words}
            print(f"{name}: {shot.width} × {shot.height}, {len(shot.content) / 1000:.0f} kB", flush=True)
        browser.close()
    for path in FOLDER.glob("*.png"):
        if path.stem not in recorded:
            path.unlink()
    PICTURES.write_text(json.dumps(recorded, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
