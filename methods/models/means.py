"""What a method sheet requires, and how it is displayed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from portal.content.blocks import SHORT_TEXT_FEATURES
from portal.content.facts import Fact
from portal.pages.versions import no_longer_than

#: Available time, in minutes: a sheet that takes an hour also fits in half a day.
DURATIONS = {"1h": 60, "2h": 120, "demi-journee": 240, "journee": 480}
#: Number of people, from and to; a sheet may match several ranges.
GROUPS = {"moins-de-10": (1, 9), "10-a-20": (10, 20), "21-a-50": (21, 50), "plus-de-50": (51, 1_000_000)}


def durations_holding(minutes: float | None) -> list[str]:
    """Returns the keys of DURATIONS that are long enough; an empty list if `minutes` is not set."""
    return [name for name, most in DURATIONS.items() if minutes and minutes <= most]


class MeansMixin(models.Model):
    """Fields for what a sheet requires: time, people, material, preparation."""

    duration_min = models.PositiveSmallIntegerField(
        _("durée minimale"), null=True, blank=True, help_text=_("En minutes.")
    )
    duration_max = models.PositiveSmallIntegerField(
        _("durée maximale"), null=True, blank=True, help_text=_("En minutes.")
    )
    group_min = models.PositiveSmallIntegerField(
        _("groupe : au moins"),
        null=True,
        blank=True,
        help_text=_("Nombre de personnes."),
    )
    group_max = models.PositiveSmallIntegerField(
        _("groupe : au plus"),
        null=True,
        blank=True,
        help_text=_("Nombre de personnes."),
    )
    participants = RichTextField(
        _("qui participe"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Qui inviter, qui anime."),
    )
    material = RichTextField(
        _("matériel"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qu’il faut avoir sous la main."),
    )
    preparation = RichTextField(
        _("préparation"),
        features=SHORT_TEXT_FEATURES,
        blank=True,
        help_text=_("Ce qui se fait avant le jour même."),
    )

    means_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("duration_min"), FieldPanel("duration_max")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
            ],
            heading=_("Durée et taille du groupe"),
        ),
        FieldPanel("participants"),
        FieldPanel("material"),
        FieldPanel("preparation"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        no_longer_than(self, "duration_min", "duration_max")
        no_longer_than(self, "group_min", "group_max")

    @property
    def means_facets(self) -> dict[str, list[str]]:
        """The facets of maximum duration and group size."""
        longest = self.duration_max or self.duration_min
        fewest, most = self.group_min or self.group_max, self.group_max or self.group_min
        return {
            "duree": durations_holding(longest),
            "groupe": [
                name
                for name, (least, greatest) in GROUPS.items()
                if fewest and most and fewest <= greatest and most >= least
            ],
        }

    @property
    def means_facts(self) -> list[Fact]:
        """Duration and group size, if set."""
        facts = [
            Fact(str(_("Durée")), self._duration(), "clock"),
            Fact(str(_("Groupe")), self._group(), "people"),
        ]
        return [fact for fact in facts if fact.value]

    def _duration(self) -> str:
        return _span(
            self.duration_min and hours_and_minutes(self.duration_min),
            self.duration_max and hours_and_minutes(self.duration_max),
        )

    def _group(self) -> str:
        most = self.group_max or self.group_min
        if not most:
            return ""
        words = ngettext("%(numbers)s personne", "%(numbers)s personnes", most)
        return words % {"numbers": _span(self.group_min, self.group_max)}


def hours_and_minutes(minutes: int) -> str:
    """Returns « 45 min », « 1 h » or « 2 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}\N{NO-BREAK SPACE}min"
    return f"{hours}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{rest:02}" if rest else "")


def _span(lower, upper) -> str:
    if lower and upper and lower != upper:
        return str(_("%(lower)s à %(upper)s") % {"lower": lower, "upper": upper})
    return str(upper or lower or "")
