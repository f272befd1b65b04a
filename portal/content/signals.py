"""Wiring: which events of Wagtail and Django call which service."""

from django.core.signals import request_started
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.search import index
from wagtail.signals import copy_for_translation_done, page_published, post_page_move
from wagtail_localize.models import TranslationSource

from portal.content import document_texts, references, roles, services
from portal.content.collections import collection_moved
from portal.content.links import services as links
from portal.content.models import PortalDocument, PortalPage, RecycleBin
from portal.content.translations import moves
from portal.content.translations import services as translations


def _keep_park_after_move(sender, instance, parent_page_after, **kwargs):
    if not isinstance(parent_page_after.specific, RecycleBin):
        services.inherit_park(instance.specific)


def _move_translations(sender, instance, parent_page_before, parent_page_after, **kwargs):
    moves.follow(instance, parent_page_before, parent_page_after)


def _renew_texts_after_move(sender, instance, **kwargs):
    services.renew_public_texts(instance)


def _renew_texts_after_restriction(sender, instance, origin=None, **kwargs):
    """`origin` is what somebody deletes: with the page itself, nothing of it is to be written again."""
    if origin is None or getattr(origin, "model", type(origin)) is PageViewRestriction:
        services.renew_public_texts(instance.page)


def _keep_park_after_publication(sender, instance, **kwargs):
    services.inherit_park(instance)


def _give_branch_in_the_new_language(sender, target_obj, **kwargs):
    if isinstance(target_obj, Page):
        roles.give_branches_above(target_obj)


def _count_changes_for_translations(sender, instance, **kwargs):
    translations.note_changes(instance)


def _forget_changes_taken_over(sender, instance, **kwargs):
    translations.forget_changes(instance)


def _index_with_its_rows(sender, instance, **kwargs):
    """Wagtail indexes a page before its child rows are saved: its tags and themes would be missing."""
    index.insert_or_update_object(instance)


def _forget_mended_links(sender, instance, **kwargs):
    if isinstance(instance, PortalPage):
        links.forget_mended(instance)


def _index_pages_of_document(sender, instance, raw=False, **kwargs):
    """Its title may be another one; its file is read later (`document_texts.read_waiting`)."""
    if not raw:
        linking = document_texts.pages_linking_to(PortalDocument.objects.filter(pk=instance.pk))
        document_texts.index_again(linking)


def _note_pages_of_document(sender, instance, **kwargs):
    linking = document_texts.pages_linking_to(PortalDocument.objects.filter(pk=instance.pk))
    instance.pages_that_linked = list(linking)


def _index_pages_that_linked(sender, instance, **kwargs):
    document_texts.index_again(instance.pages_that_linked)


def _index_pages_after_restriction(sender, instance, **kwargs):
    document_texts.index_pages_offering(instance.collection)


def _index_pages_after_move(sender, instance, **kwargs):
    document_texts.index_pages_offering(instance)


request_started.connect(references.forget, dispatch_uid="forget-linked-pages")
post_page_move.connect(_keep_park_after_move, dispatch_uid="keep-park-after-move")
post_page_move.connect(_move_translations, dispatch_uid="move-translations")
page_published.connect(_keep_park_after_publication, dispatch_uid="keep-park-after-publication")
page_published.connect(_index_with_its_rows, dispatch_uid="index-with-its-rows")
page_published.connect(_forget_mended_links, dispatch_uid="forget-mended-links")
page_published.connect(_count_changes_for_translations, dispatch_uid="count-changes-for-translations")
post_save.connect(
    _forget_changes_taken_over, sender=TranslationSource, dispatch_uid="forget-changes-taken-over"
)
post_page_move.connect(_renew_texts_after_move, dispatch_uid="renew-texts-after-move")
for changed in (post_save, post_delete):
    changed.connect(
        _renew_texts_after_restriction,
        sender=PageViewRestriction,
        dispatch_uid=f"renew-texts-{'made' if changed is post_save else 'lifted'}",
    )
    changed.connect(
        _index_pages_after_restriction,
        sender=CollectionViewRestriction,
        dispatch_uid=f"index-documents-{'hidden' if changed is post_save else 'shown'}",
    )
collection_moved.connect(_index_pages_after_move, dispatch_uid="index-documents-moved")
post_save.connect(_index_pages_of_document, sender=PortalDocument, dispatch_uid="index-pages-of-document")
pre_delete.connect(_note_pages_of_document, sender=PortalDocument, dispatch_uid="note-pages-of-document")
post_delete.connect(_index_pages_that_linked, sender=PortalDocument, dispatch_uid="forget-document")
copy_for_translation_done.connect(_give_branch_in_the_new_language, dispatch_uid="give-branch")
