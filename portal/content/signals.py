"""Wiring: which events of Wagtail and Django call which service."""

from django.core.signals import request_started
from wagtail.search import index
from wagtail.signals import page_published, post_page_move

from portal.content import references, services


def _keep_park_after_move(sender, instance, **kwargs):
    services.inherit_park(instance.specific)


def _keep_park_after_publication(sender, instance, **kwargs):
    services.inherit_park(instance)


def _index_with_its_rows(sender, instance, **kwargs):
    """Wagtail indexes a page before its child rows are saved: its tags and themes would be missing."""
    index.insert_or_update_object(instance)


request_started.connect(references.forget, dispatch_uid="forget-linked-pages")
post_page_move.connect(_keep_park_after_move, dispatch_uid="keep-park-after-move")
page_published.connect(_keep_park_after_publication, dispatch_uid="keep-park-after-publication")
page_published.connect(_index_with_its_rows, dispatch_uid="index-with-its-rows")
