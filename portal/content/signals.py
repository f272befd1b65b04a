"""Connects signals of Wagtail and Django to the page services."""

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import copy_for_translation_done, post_page_move

from portal.content import link_prefetch, park_branches, services
from portal.pages.querysets import is_trash


def _keep_park_after_move(sender, instance, parent_page_after, **kwargs):
    if not is_trash(parent_page_after):
        services.inherit_park(instance.specific)


def _renew_texts_after_move(sender, instance, **kwargs):
    services.renew_public_texts(instance)


def _renew_texts_after_restriction(sender, instance, origin=None, **kwargs):
    """`origin` is the object being deleted: the texts of a deleted page are not written again."""
    if origin is None or getattr(origin, "model", type(origin)) is PageViewRestriction:
        services.renew_public_texts(instance.page)


def _give_branch_in_the_new_language(sender, target_obj, **kwargs):
    if isinstance(target_obj, Page):
        park_branches.give_branches_above(target_obj)


def connect() -> None:
    request_started.connect(link_prefetch.forget, dispatch_uid="forget-linked-pages")
    post_page_move.connect(_keep_park_after_move, dispatch_uid="keep-park-after-move")
    post_page_move.connect(_renew_texts_after_move, dispatch_uid="renew-texts-after-move")
    copy_for_translation_done.connect(_give_branch_in_the_new_language, dispatch_uid="give-branch")
    for changed in (post_save, post_delete):
        changed.connect(
            _renew_texts_after_restriction,
            sender=PageViewRestriction,
            dispatch_uid=f"renew-texts-{'made' if changed is post_save else 'lifted'}",
        )
