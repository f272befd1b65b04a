"""Compiles requirements*.txt from pyproject.toml, or checks that they still satisfy it.

    python -m portal.operations.lock [--check]

The files carry hashes and no address of any package index.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = {"requirements.txt": [], "requirements-dev.txt": ["--group", "dev"]}


def compile_file(name: str, options: list[str], output: Path) -> None:
    """Writes `output`, keeping the versions it already pins if pyproject.toml allows them."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--no-header", "--generate-hashes"]
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command, "pyproject.toml", *options, "--output-file", str(output)],
        cwd=ROOT,
        check=True,
    )


def is_up_to_date(name: str, options: list[str]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_bytes((ROOT / name).read_bytes())
        compile_file(name, options, copy)
        return copy.read_bytes() == (ROOT / name).read_bytes()


def main() -> None:
    if "--check" not in sys.argv:
        for name, options in FILES.items():
            compile_file(name, options, ROOT / name)
        return
    stale = [name for name, options in FILES.items() if not is_up_to_date(name, options)]
    if stale:
        sys.exit(f"{' and '.join(stale)} no longer match pyproject.toml: run « make lock ».")


if __name__ == "__main__":
    main()
