"""Mixins shared by all events: place, contact, results."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.forms.columns import AddressColumn, TelephoneColumn
from portal.territory.models import Commune, PlaceMixin
from projects.agenda.querysets import NOTHING_WRITTEN
from projects.parks.maps import OnMapMixin


class EventPlaceMixin(OnMapMixin, PlaceMixin):
    place_name = models.CharField(
        _("lieu"),
        max_length=120,
        blank=True,
        help_text=_("Le nom que les gens connaissent."),
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True, help_text=_("Numéro et rue."))
    commune = models.ForeignKey(
        Commune,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
        help_text=_("Celle du point de rendez-vous."),
    )

    place_panels = [
        MultiFieldPanel(
            [
                FieldPanel("place_name"),
                FieldPanel("address"),
                FieldPanel("commune"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Lieu"),
        )
    ]

    class Meta:
        abstract = True


class EventContactMixin(models.Model):
    organiser = models.CharField(
        _("qui organise"), max_length=120, blank=True, help_text=_("Une structure.")
    )
    contact_name = models.CharField(
        _("qui appeler"),
        max_length=80,
        blank=True,
        help_text=_("Un nom, avec l’accord de la personne."),
    )
    contact_phone = TelephoneColumn(
        _("téléphone"), max_length=20, blank=True, help_text=_("Le numéro que tout le monde verra.")
    )
    contact_email = AddressColumn(
        _("adresse e-mail"), blank=True, help_text=_("L’adresse que tout le monde verra.")
    )
    price = models.CharField(
        _("prix"),
        max_length=80,
        blank=True,
        help_text=_("« Gratuit », « Prix libre », « 3 € »."),
    )

    contact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                FieldPanel("price"),
            ],
            heading=_("Organisation et contact"),
        )
    ]

    class Meta:
        abstract = True


class EventResultsMixin(models.Model):
    """Fields filled in after an event: minutes, number of participants, outcomes."""

    minutes = RichTextField(
        _("compte rendu"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qui s’est dit, sans nommer les personnes."),
    )
    attendance = models.PositiveIntegerField(
        _("nombre de participants"),
        null=True,
        blank=True,
        help_text=_("Compté sur place."),
    )
    outcomes = RichTextField(
        _("ce qui en est sorti"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Décisions, idées retenues, suites."),
    )

    results_panels = [
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("attendance"), FieldPanel("outcomes")],
            heading=_("Après le rendez-vous"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def has_minutes(self) -> bool:
        return _is_written(self.minutes)

    @property
    def has_outcomes(self) -> bool:
        return _is_written(self.outcomes)

    @property
    def has_results(self) -> bool:
        return bool(self.has_minutes or self.has_outcomes or self.attendance)


def _is_written(html: str) -> bool:
    return not re.match(NOTHING_WRITTEN, html)
