"""Deleted pages and files that can be restored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.media.models import Picture, PortalDocument


class Trash(Page):
    """The parent of deleted pages, a sibling of the home pages. Not public, and not editable."""

    is_creatable = False
    parent_page_types: list[str] = []
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("corbeille")
        verbose_name_plural = _("corbeilles")


class TrashedPage(models.Model):
    """A page in the trash with its descendants, and its former place."""

    #: A row here must not count as a use of the page.
    wagtail_reference_index_ignore = True

    page = models.OneToOneField(
        Page, models.CASCADE, related_name="trashed", verbose_name=_("page supprimée")
    )
    parent = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("page au-dessus")
    )
    #: Its next sibling, before which it is restored.
    follower = models.ForeignKey(
        Page, models.SET_NULL, null=True, related_name="+", verbose_name=_("page suivante")
    )
    slug = models.CharField(_("fin de l’adresse"), max_length=255)
    #: Primary keys of the page and its descendants that were published.
    live_pages = models.JSONField(_("pages publiées"), default=list)
    #: For a translation or an alias: the row of the page it was deleted with.
    along_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="companions", verbose_name=_("supprimée avec")
    )
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("supprimée par"),
    )
    deleted_at = models.DateTimeField(_("supprimée le"), db_index=True)

    class Meta:
        verbose_name = _("page à la corbeille")
        verbose_name_plural = _("pages à la corbeille")

    def __str__(self):
        return self.page.get_admin_display_title()


class TrashedFile(models.Model):
    """A picture or a document in the trash. It stays in its collection, whose permissions apply."""

    wagtail_reference_index_ignore = True

    picture = models.OneToOneField(
        Picture, models.CASCADE, null=True, related_name="trashed", verbose_name=_("image supprimée")
    )
    document = models.OneToOneField(
        PortalDocument,
        models.CASCADE,
        null=True,
        related_name="trashed",
        verbose_name=_("document supprimé"),
    )
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("supprimé par"),
    )
    deleted_at = models.DateTimeField(_("supprimé le"), db_index=True)

    class Meta:
        verbose_name = _("fichier à la corbeille")
        verbose_name_plural = _("fichiers à la corbeille")
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=False, document__isnull=True)
                | Q(picture__isnull=True, document__isnull=False),
                name="one_file_in_the_trash",
            )
        ]

    def __str__(self):
        return self.file.title

    @property
    def file(self) -> Picture | PortalDocument:
        # The constraint: one of the two is there.
        return self.picture or self.document  # type: ignore[return-value]
