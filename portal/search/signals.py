"""Signal receiver: subtracts the words of a deleted page from the vocabulary."""

from django.db.models.signals import post_delete

from portal.search import public_texts
from portal.search.models import PublicText


def _forget_its_words(sender, instance, **kwargs):
    public_texts.forget_words(instance)


def connect() -> None:
    post_delete.connect(_forget_its_words, sender=PublicText, dispatch_uid="forget-words")
