"""Wiring: which events of Wagtail and Django call which service."""

from django.core.signals import request_started
from wagtail.signals import page_published, post_page_move

from portal.content import references, services


def _keep_park_after_move(sender, instance, **kwargs):
    services.inherit_park(instance.specific)


def _keep_park_after_publication(sender, instance, **kwargs):
    services.inherit_park(instance)


request_started.connect(references.forget, dispatch_uid="forget-linked-pages")
post_page_move.connect(_keep_park_after_move, dispatch_uid="keep-park-after-move")
page_published.connect(_keep_park_after_publication, dispatch_uid="keep-park-after-publication")
