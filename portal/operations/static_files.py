"""Static files: stylesheets concatenated from parts, hashed names, compressed copies."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: The order of the cascade layers; components come between layout and utilities, by name.
BEFORE_COMPONENTS = ("tokens", "base", "layout")
AFTER_COMPONENTS = ("utilities", "print", "fallback")


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True


def parts_of_site(folder: Path) -> list[Path]:
    return [
        *(folder / f"{name}.css" for name in BEFORE_COMPONENTS),
        *sorted((folder / "components").glob("*.css")),
        *(folder / f"{name}.css" for name in AFTER_COMPONENTS),
    ]


def parts_of_admin(folder: Path) -> list[Path]:
    """Sorted by name: their order does not matter."""
    return sorted((folder / "admin").glob("*.css"))


#: For each stylesheet, a function from the `css` folder to its parts.
STYLESHEETS: dict[str, Callable[[Path], list[Path]]] = {
    "css/portal.css": parts_of_site,
    "css/admin.css": parts_of_admin,
}


def compact(css: str) -> str:
    """Returns CSS without comments, indentation and empty lines."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).splitlines())
    return "\n".join(line for line in lines if line)


class StylesheetFinder(BaseFinder):
    """Finds the stylesheets, rebuilt whenever a part is changed, added or removed."""

    def __init__(self, *args, **kwargs):
        self.source = settings.BASE_DIR / "static" / "css"
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "stylesheets")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in STYLESHEETS:
            return []
        joined = str(self._join(path))
        return [joined] if find_all else joined

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for path in STYLESHEETS:
            self._join(path)
            yield path, self.storage

    def _join(self, path: str) -> Path:
        target = Path(self.storage.path(path))
        parts = STYLESHEETS[path](self.source)
        newest = max(part.stat().st_mtime for part in {*parts, *(part.parent for part in parts)})
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("\n".join(compact(part.read_text()) for part in parts))
        return target
