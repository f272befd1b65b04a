"""Versions of what the public sees; triggers of the database move them (see `triggers`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    CONTENT = "content", _("contenus")
    #: Dates of events and their places, which change with every registration.
    DATES = "dates", _("dates et places")


class Version(models.Model):
    """The one row of versions, each with the moment of its last move."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    content = models.BigIntegerField(_("contenus"))
    dates = models.BigIntegerField(_("dates et places"))
    content_moved_at = models.DateTimeField(_("contenus changés le"))
    dates_moved_at = models.DateTimeField(_("dates changées le"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="versions_stand_in_one_row"),
        ]

    def __str__(self):
        return f"{self.content}, {self.dates}"


class Move(models.Model):
    """One move of a version on PostgreSQL, not yet added to the row of versions.

    Transactions that write at the same time would wait for one another, or lock each other out, if each
    updated the one row: each inserts a row of its own instead.
    """

    scope = models.CharField(max_length=10, choices=Scope)
    moved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("changement de version")
        verbose_name_plural = _("changements de version")

    def __str__(self):
        return f"{self.scope}, {self.moved_at}"
