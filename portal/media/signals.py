"""Reindexes pages when the documents that they link to change or change their restrictions."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import CollectionViewRestriction

from portal.documents import texts
from portal.media.collections import collection_moved
from portal.media.models import PortalDocument


def _index_pages_of_document(sender, instance, raw=False, **kwargs):
    """The title may have changed; the file is read later (`texts.read_waiting`)."""
    if not raw:
        texts.index_again(texts.pages_linking_to(PortalDocument.objects.filter(pk=instance.pk)))


def _note_pages_of_document(sender, instance, **kwargs):
    linking = texts.pages_linking_to(PortalDocument.objects.filter(pk=instance.pk))
    instance.pages_that_linked = list(linking)


def _index_pages_that_linked(sender, instance, **kwargs):
    texts.index_again(instance.pages_that_linked)


def _index_pages_after_restriction(sender, instance, **kwargs):
    texts.index_pages_offering(instance.collection)


def _index_pages_after_move(sender, instance, **kwargs):
    texts.index_pages_offering(instance)


def connect() -> None:
    for changed in (post_save, post_delete):
        changed.connect(
            _index_pages_after_restriction,
            sender=CollectionViewRestriction,
            dispatch_uid=f"index-documents-{'hidden' if changed is post_save else 'shown'}",
        )
    collection_moved.connect(_index_pages_after_move, dispatch_uid="index-documents-moved")
    post_save.connect(
        _index_pages_of_document, sender=PortalDocument, dispatch_uid="index-pages-of-document"
    )
    pre_delete.connect(
        _note_pages_of_document, sender=PortalDocument, dispatch_uid="note-pages-of-document"
    )
    post_delete.connect(_index_pages_that_linked, sender=PortalDocument, dispatch_uid="forget-document")
