"""Does the portal’s chores: beside the server without end, or once for cron."""

import os
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from portal.operations.chores import Round

#: How often it looks whether something is due, and whether it is still wanted.
TICK_SECONDS = 1.0


class Command(BaseCommand):
    help = "Sends the mail that waits and does all that the portal does by itself. Ctrl+C stops it."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do all once, then stop (for cron)")
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this parent is gone")

    def handle(self, *args, once, beside, **options):
        chores = Round()
        if once:
            if not chores.take_turn():
                raise CommandError("Not all could be done: the log says what.")
            return
        stopped = threading.Event()
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopped.set())
        while not stopped.is_set() and (beside is None or os.getppid() == beside):
            close_old_connections()
            chores.take_turn()
            stopped.wait(TICK_SECONDS)
