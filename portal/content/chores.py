"""What is done by itself about pages. Each may be done twice: nothing is published or said twice."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from portal.content import document_texts, readings, reviews
from portal.content.recycle_bin import files
from portal.content.recycle_bin import services as recycle_bin
from portal.content.translations import services as translations


def publish_scheduled() -> None:
    """Publishes, and takes offline, what is due."""
    call_command("publish_scheduled")


def read_documents() -> int:
    """Reads for the search what was uploaded since; answers how many documents."""
    return document_texts.read_waiting()


def remind_reviews() -> int:
    """Writes to the owners of pages whose day of review has come; answers how many pages."""
    return reviews.remind(timezone.localdate())


def compare_translations() -> int:
    """Counts what translations do not know of their originals; answers how many were compared."""
    return translations.recount()


def forget_readings() -> int:
    """Deletes the figures of readings that are older than promised; answers how many."""
    return readings.forget_old(timezone.localdate())


def empty_bin() -> int:
    """Deletes for good what has been in the bin for long enough; answers how many pages and files."""
    before = timezone.now() - timedelta(days=settings.BIN_KEPT_DAYS)
    return recycle_bin.empty(before) + files.empty(before)
