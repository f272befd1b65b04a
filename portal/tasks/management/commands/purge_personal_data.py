"""Deletes personal data at the end of its retention period."""

import logging
from functools import partial

from django.core.management.base import BaseCommand, CommandError

from portal.operations import faults
from portal.tasks import periodic
from portal.tasks.periodic import PeriodicTask

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Deletes personal data that was kept for as long as it was promised, of people who register, "
        "subscribe or propose, and messages to them. The worker does it each hour; figures that name "
        "nobody stay."
    )

    def handle(self, *args, **options):
        numbers: dict[str, object] = {}

        def count(task: PeriodicTask) -> None:
            numbers[task.name] = task.do()

        went_well = [
            faults.attempt(logger, f"The task {task.name}", partial(count, task))
            for task in periodic.that_delete_personal_data()
        ]
        if options["verbosity"]:
            for name, number in numbers.items():
                self.stdout.write(f"{name}: {number} deleted.")
        if not all(went_well):
            raise CommandError("Not all could be deleted: the log says what.")
