"""Connects signals of Wagtail and wagtail-localize to the services of translations."""

from django.db.models.signals import post_save
from wagtail.signals import post_page_move
from wagtail_localize.models import TranslationSource

from portal.translation import moves, services


def _move_translations(sender, instance, parent_page_before, parent_page_after, **kwargs):
    moves.follow(instance, parent_page_before, parent_page_after)


def _forget_changes_taken_over(sender, instance, **kwargs):
    services.forget_changes(instance)


def connect() -> None:
    post_page_move.connect(_move_translations, dispatch_uid="move-translations")
    post_save.connect(
        _forget_changes_taken_over, sender=TranslationSource, dispatch_uid="forget-changes-taken-over"
    )
