"""mypy reads every module: none is left out."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_module_is_left_out():
    mypy = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert mypy["exclude"] == ["/migrations/"]
    assert not any(each.get("ignore_errors") for each in mypy.get("overrides", []))
