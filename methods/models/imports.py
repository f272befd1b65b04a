"""Imported documents, between parsing and the creation of a draft sheet."""

import uuid

import msgspec
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from methods.importing.converter.sheet import Drafts, SheetDraft
from methods.models.index import MethodIndexPage
from methods.models.stages import StagePage
from methods.querysets import ImportedDocumentQuerySet
from portal.documents.outline import Outline


class ImportedDocument(models.Model):
    """A document that its owner previews before it becomes a sheet. Nobody else sees it.

    It is stored in the database, not in MEDIA_ROOT: it is deleted completely and on time on any hosting,
    and only its owner has a URL to it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("personne")
    )
    parent = models.ForeignKey(
        MethodIndexPage, models.CASCADE, related_name="+", verbose_name=_("page de la démarche")
    )
    stage = models.ForeignKey(
        StagePage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("temps de la démarche"),
    )
    name = models.CharField(_("nom du fichier"), max_length=255)
    content = models.BinaryField(_("fichier"))
    #: An `Outline` and the `Drafts` made from it, as MessagePack.
    outline_packed = models.BinaryField(_("contenu lu"))
    drafts_packed = models.BinaryField(_("fiches possibles"))
    created_at = models.DateTimeField(_("déposé le"), default=timezone.now, db_index=True)

    objects = ImportedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document importé")
        verbose_name_plural = _("documents importés")

    def __str__(self):
        return self.name

    @cached_property
    def outline(self) -> Outline:
        return msgspec.msgpack.decode(bytes(self.outline_packed), type=Outline)

    def draft(self, *, has_steps: bool) -> SheetDraft:
        """Returns a new object at each call, as callers may modify it."""
        made = msgspec.msgpack.decode(bytes(self.drafts_packed), type=Drafts)
        return made.with_steps if has_steps else made.without_steps


class ImportedPicture(models.Model):
    """A picture of an imported document; `number` is its position in it, from 0."""

    document = models.ForeignKey(
        ImportedDocument, models.CASCADE, related_name="pictures", verbose_name=_("document importé")
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    content = models.BinaryField(_("image"))
    extension = models.CharField(_("format"), max_length=4)
    width = models.PositiveIntegerField(_("largeur"))
    height = models.PositiveIntegerField(_("hauteur"))

    class Meta:
        verbose_name = _("image importée")
        verbose_name_plural = _("images importées")
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="an_imported_picture_once"),
        ]

    def __str__(self):
        return f"{self.document} ({self.number + 1})"
