"""Runs the periodic tasks: in a loop beside the server, or once for cron."""

import os
import resource
import signal
import sys
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from portal.operations import serving
from portal.tasks.periodic import Scheduler

#: Interval between checks for due tasks and for signals to stop.
TICK_SECONDS = 1.0


class Command(BaseCommand):
    help = (
        "Sends the mail that waits and does all that the portal does by itself. A worker that is killed "
        "is replaced. Ctrl+C stops it."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do all once, then stop (for cron)")
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this process is gone")

    def handle(self, *args, once, beside, **options):
        if once:
            if not Scheduler().run_due():
                raise CommandError("Not all could be done: the log says what.")
            return
        guardian = serving.watch_over_myself(
            self.stderr.write, lambda: beside is None or serving.exists(beside)
        )
        self.work(guardian)
        if os.getppid() != guardian and beside is not None and serving.exists(beside):
            begin_again(beside)

    def work(self, guardian: int) -> None:
        """Runs until stopped or its guardian is gone; exits to be replaced when too old or too large."""
        scheduler, began, stopped = Scheduler(), time.monotonic(), threading.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopped.set())
        while not stopped.is_set() and os.getppid() == guardian:
            close_old_connections()
            scheduler.run_due()
            if time.monotonic() - began > serving.LIFETIME_SECONDS or is_too_large():
                sys.exit(serving.RENEW)
            stopped.wait(TICK_SECONDS)
        if stopped.is_set():
            sys.exit(0)


def is_too_large() -> bool:
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kibibytes > serving.MOST_MEMORY_OF_WORKER * 1024


def begin_again(beside: int) -> None:
    """Restarts the command, as this process replaces its guardian, which was killed."""
    program = str(settings.BASE_DIR / "manage.py")
    os.execv(sys.executable, [sys.executable, program, "work", "--beside", str(beside)])  # noqa: S606
