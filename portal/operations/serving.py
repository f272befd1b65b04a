"""The server command, and the restart of killed processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from django.db import connections
from django.urls import get_resolver

#: Some may wait for SQLite’s write lock (`operations.sqlite.writers`) while others serve readers.
THREADS = 16
#: Of a server process, in MiB: above it, the process finishes its requests while another replaces it.
MOST_MEMORY = 800
#: The same for the worker of periodic tasks, in MiB.
MOST_MEMORY_OF_WORKER = 600
LIFETIME = "1d"
LIFETIME_SECONDS = 24 * 3600
#: Delay before a killed process is restarted.
PAUSE_SECONDS = 1.0
#: Exit code of a worker that has become too old or too large.
RENEW = 75

STAYING_ALIVE = [
    "--respawn-failed-workers",
    "--respawn-interval=1",
    f"--workers-lifetime={LIFETIME}",
    f"--workers-max-rss={MOST_MEMORY}",
    "--workers-kill-timeout=30",
]


def server_command(host: str, port: int, workers: int = 1) -> list[str]:
    """Returns the command line; one process by default, whose threads share the sign-in limits."""
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
    ]
    size = ["--workers", str(workers), "--blocking-threads", str(THREADS), "--log-level", "error"]
    return [*command, *size, *STAYING_ALIVE, "portal.wsgi:application"]


def load_before_requests() -> None:
    """Imports the views of all URLs, then excludes all loaded objects from garbage collection.

    A full collection of them would stop every thread of the process for about 0.3 s, again and again.
    """
    _ = get_resolver().url_patterns  # a property, which imports them
    gc.collect()
    gc.freeze()


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def watch_over_myself(say: Callable[[str], object], is_wanted: Callable[[], bool]) -> int:
    """Forks: returns the parent’s pid in the child, which works; the parent stays here and starts another
    child whenever one is killed. Both end on SIGINT or SIGTERM, or once `is_wanted` is false.
    """
    connections.close_all()
    guardian, stopped = os.getpid(), threading.Event()
    while True:
        child = os.fork()
        if not child:
            return guardian
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopped.set())
        code = _watch(child, lambda: stopped.is_set() or not is_wanted())
        if stopped.is_set() or code == 0 or not is_wanted():
            sys.exit(0)
        if code != RENEW:
            say(f"The worker ended ({_in_words(code)}): another one takes its place.")
        stopped.wait(PAUSE_SECONDS)


def _watch(child: int, is_over: Callable[[], bool]) -> int:
    """Waits until the child has ended; returns its exit code, negative for a signal."""
    is_told = False
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if not is_told and is_over():
            os.kill(child, signal.SIGTERM)
            is_told = True
        time.sleep(PAUSE_SECONDS / 4)


def _in_words(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"
