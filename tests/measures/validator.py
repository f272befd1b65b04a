"""The Nu HTML Checker, the validator of the W3C, asked once for many pages."""

import json
import os
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

from tests.measures.tools import MODULES

JAR = Path(os.environ.get("VNU_JAR") or MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar")
#: Safari announces no list whose bullets are hidden, unless its needless role is written out.
LISTS_FOR_SAFARI = ("The “list” role is unnecessary for element",)


def what_is_missing() -> str:
    """A sentence on what must be installed before anything is validated; empty when all is there."""
    if shutil.which("java") is None:
        return "no Java on this machine (Debian: apt install default-jre-headless)"
    if not JAR.exists():
        return f"no HTML validator at {JAR}: make tools"
    return ""


def faults_of(pages: dict[str, bytes], folder: Path) -> list[str]:
    """What the validator holds against the pages, given by their addresses; written into `folder`.

    Errors, warnings and notes alike. A fault that many pages share is told once, with the first of them.
    """
    addresses = {}
    for number, (address, html) in enumerate(pages.items()):
        file = folder / f"{number:04}.html"
        file.write_bytes(html)
        addresses[file.name] = address
    places = defaultdict(list)
    for message in ask(folder):
        if not message["message"].startswith(LISTS_FOR_SAFARI):
            places[message["message"]].append(place_of(message, addresses))
    return [f"{text} {found[0]} ({len(found)} in all)" for text, found in places.items()]


def ask(folder: Path) -> list[dict]:
    """The validator’s messages on all HTML files of the folder."""
    command = ["java", "-Dfile.encoding=UTF-8", "-jar", str(JAR), "--format", "json", "--stdout"]
    options = ["--exit-zero-always", "--skip-non-html", str(folder)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"The HTML validator failed:\n{done.stderr}")
    return json.loads(done.stdout)["messages"]


def place_of(message: dict, addresses: dict[str, str]) -> str:
    """The address, the line and the piece of HTML that a message speaks of."""
    address = addresses.get(message.get("url", "").rpartition("/")[2], "?")
    extract = " ".join(message.get("extract", "").split())
    return f"– {address}, line {message.get('lastLine', '?')}: {extract}"
