"""One receiver of `page_published`, which runs the steps of the AFTER_PUBLICATION setting in order."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail.signals import page_published


@cache
def steps() -> list[Callable[[Page], object]]:
    return [import_string(path) for path in settings.AFTER_PUBLICATION]


def follow(sender: type[Page], instance: Page, **kwargs: object) -> None:
    for step in steps():
        step(instance)


def connect() -> None:
    page_published.connect(follow, dispatch_uid="after-publication")
