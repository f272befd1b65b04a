"""Wiring: which events of Wagtail and Django call which service."""

from django.core.signals import request_started
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import copy_for_translation_done, page_published, post_page_move

from portal.content import references, roles, services


def _keep_park_after_move(sender, instance, **kwargs):
    services.inherit_park(instance.specific)


def _keep_park_after_publication(sender, instance, **kwargs):
    services.inherit_park(instance)


def _give_branch_in_the_new_language(sender, target_obj, **kwargs):
    if isinstance(target_obj, Page):
        roles.give_branches_above(target_obj)


def _index_with_its_rows(sender, instance, **kwargs):
    """Wagtail indexes a page before its child rows are saved: its tags and themes would be missing."""
    index.insert_or_update_object(instance)


request_started.connect(references.forget, dispatch_uid="forget-linked-pages")
post_page_move.connect(_keep_park_after_move, dispatch_uid="keep-park-after-move")
page_published.connect(_keep_park_after_publication, dispatch_uid="keep-park-after-publication")
page_published.connect(_index_with_its_rows, dispatch_uid="index-with-its-rows")
copy_for_translation_done.connect(_give_branch_in_the_new_language, dispatch_uid="give-branch")
