"""Where the tools of the measures stand."""

import shutil
from pathlib import Path

#: What `make tools` installs.
MODULES = Path(__file__).resolve().parents[2] / "var" / "tools" / "node_modules"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
