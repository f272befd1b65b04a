"""Deletes what was promised to be deleted."""

import logging
from collections.abc import Callable
from functools import partial

from django.core.management.base import BaseCommand, CommandError

from portal.mail import queue
from portal.operations import faults
from projects.agenda.proposals import periodic_tasks as proposals
from projects.agenda.registrations import periodic_tasks as registrations
from projects.agenda.subscriptions import periodic_tasks as subscriptions

logger = logging.getLogger(__name__)

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Deletes registrations REGISTRATIONS_KEPT_DAYS after their date, who proposed an event "
        "PROPOSALS_KEPT_DAYS after the answer, subscriptions that nobody confirmed within a week, "
        "messages after MAIL_KEPT_DAYS. The worker does it each hour; figures that name nobody stay."
    )

    def handle(self, *args, **options):
        numbers: dict[str, int] = {}

        def count(name: str, forget: Callable[[], int]) -> None:
            numbers[name] = forget()

        went_well = [
            faults.attempt(logger, f"Deleting {name}", partial(count, name, forget))
            for name, forget in (
                ("registrations", registrations.forget),
                ("proposals", proposals.forget),
                ("unconfirmed subscriptions", subscriptions.forget),
                ("messages", queue.forget_old),
            )
        ]
        if options["verbosity"]:
            self.stdout.write(
                ", ".join(f"{number} {name}" for name, number in numbers.items()) + " deleted."
            )
        if not all(went_well):
            raise CommandError("Not all could be deleted: the log says what.")
