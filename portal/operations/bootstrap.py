"""Prepares .venv with the locked libraries. Runs before anything is installed, on any Python 3.

    python3 portal/operations/bootstrap.py requirements.txt

Does nothing if .venv already contains these requirements. Explains failures in one sentence.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
#: The second file includes everything in the first one.
ENOUGH_FOR = {"requirements.txt": ("requirements.txt", "requirements-dev.txt")}


def stop(sentence):
    sys.exit("\n" + sentence)


def use_a_recent_python():
    """Re-executes the script with a newer Python of this machine if this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for name in NEWER_NAMES:
        path = shutil.which(name)
        if path:
            os.execv(path, [path, *sys.argv])  # noqa: S606
    stop(
        "Python {}.{} or newer is needed, and this is {}.{}: install one, or name it with "
        "PYTHON=/path/to/python3 make …".format(*OLDEST, *sys.version_info[:2])
    )


def make_venv():
    if (VENV / "bin" / "python").exists():
        return
    print("Making the virtual environment .venv…", flush=True)
    try:
        import ensurepip  # noqa: F401
        import venv

        venv.create(VENV, with_pip=True, clear=True)
    except (ImportError, OSError, subprocess.CalledProcessError):
        shutil.rmtree(VENV, ignore_errors=True)
        stop(
            "This Python cannot make virtual environments: install its venv module "
            "(on Debian and Ubuntu: apt install python3-venv)."
        )


def fingerprint(requirements):
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()


def is_installed(requirements):
    mark = VENV / ("installed-" + requirements)
    return mark.exists() and mark.read_text() == fingerprint(requirements)


def install(requirements):
    if any(is_installed(name) for name in ENOUGH_FOR.get(requirements, (requirements,))):
        return
    print("Installing the libraries of {} (a minute or two)…".format(requirements), flush=True)  # noqa: UP032
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    done = subprocess.run(  # noqa: S603
        [*pip, "--disable-pip-version-check", "--require-hashes", "-r", requirements],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-5:]))
        stop("The libraries could not be installed: is this machine connected to the network?")
    (VENV / ("installed-" + requirements)).write_text(fingerprint(requirements))


if __name__ == "__main__":
    use_a_recent_python()
    make_venv()
    install(sys.argv[1])
