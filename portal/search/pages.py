"""The base of pages that says which saves reach the index, and which pages everybody may find."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Page
from wagtail.search import index


class IndexedPage(Page):
    """Indexes a page with its child rows when a save changes what a search may find.

    That is the save of a new page, of a live one (a publication), of one that ceases to be live, and of a
    draft whose title changes: editors find drafts by title. Wagtail’s own receiver indexes every save,
    and before the child rows are written.
    """

    search_auto_update = False

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """`update_fields` names bookkeeping such as the latest revision: no search reads it."""
        is_found_otherwise = kwargs.get("update_fields") is None and self._is_found_otherwise()
        super().save(*args, **kwargs)
        if is_found_otherwise:
            index.insert_or_update_object(self)

    def _is_found_otherwise(self) -> bool:
        if self.live or self._state.adding:
            return True
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("live", "title").first()
        return stored != (False, self.title)

    @classmethod
    def public_among(cls, keys: Collection[int]) -> set[int]:
        """Returns the keys of those pages that everybody may find and quote: none by default."""
        return set()
