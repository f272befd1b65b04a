"""« Puis-je y aller ? »: facts on the physical accessibility of an event."""

from dataclasses import dataclass

from django.contrib.admin.utils import label_for_field
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.content.facts import Fact


class Answer(models.TextChoices):
    YES = "yes", _("Oui")
    PARTLY = "partly", _("En partie")
    NO = "no", _("Non")


class Slope(models.TextChoices):
    FLAT = "flat", _("Terrain plat")
    GENTLE = "gentle", _("Pente douce")
    STEEP = "steep", _("Pente raide")


class Surface(models.TextChoices):
    INDOOR = "indoor", _("En intérieur")
    PAVED = "paved", _("Revêtement dur")
    GRAVEL = "gravel", _("Gravier ou terre battue")
    PATH = "path", _("Sentier")
    MIXED = "mixed", _("Plusieurs revêtements")


@dataclass(frozen=True)
class AccessFact:
    """One line of the panel; `answer` is empty if the fact is not an Answer."""

    label: str
    value: str
    answer: str = ""


def _answer_field(label, help_text):
    return models.CharField(label, max_length=6, choices=Answer, blank=True, help_text=help_text)


class AccessMixin(models.Model):
    """Facts without an overall rating: an empty field means “not checked”."""

    distance_m = models.PositiveIntegerField(
        _("distance à pied"),
        null=True,
        blank=True,
        help_text=_("En mètres, aller et retour compris."),
    )
    slope = models.CharField(
        _("pente"),
        max_length=6,
        choices=Slope,
        blank=True,
        help_text=_("La plus forte du parcours."),
    )
    surface = models.CharField(
        _("sol"),
        max_length=6,
        choices=Surface,
        blank=True,
        help_text=_("Ce sur quoi l’on marche ou roule."),
    )
    benches = _answer_field(_("bancs ou sièges"), _("De quoi s’asseoir en route ou sur place."))
    toilets = _answer_field(_("toilettes"), _("Ouvertes pendant le rendez-vous."))
    wheelchair = _answer_field(_("fauteuil roulant"), _("D’un bout à l’autre, sans aide."))
    pushchair = _answer_field(_("poussette"), _("D’un bout à l’autre, sans la porter."))
    sign_language = _answer_field(_("langue des signes"), _("Une personne interprète."))
    childcare = _answer_field(_("garde d’enfants"), _("Sur place, pendant le rendez-vous."))
    access_note = models.TextField(
        _("bon à savoir"),
        blank=True,
        help_text=_("Une marche à l’entrée, un éclairage faible…"),
    )
    transport = models.TextField(
        _("bus et covoiturage"),
        blank=True,
        help_text=_("L’arrêt, la ligne, qui peut emmener."),
    )
    if_it_rains = models.TextField(
        _("s’il pleut"), blank=True, help_text=_("Ce que l’on fait alors, et où.")
    )

    access_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("distance_m"),
                        FieldPanel("slope"),
                        FieldPanel("surface"),
                    ]
                ),
                FieldRowPanel([FieldPanel("benches"), FieldPanel("toilets")]),
                FieldRowPanel([FieldPanel("wheelchair"), FieldPanel("pushchair")]),
                FieldRowPanel([FieldPanel("sign_language"), FieldPanel("childcare")]),
                FieldPanel("access_note"),
                FieldPanel("transport"),
                FieldPanel("if_it_rains"),
            ],
            heading=_("Puis-je y aller ?"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def access_facts(self) -> list[AccessFact]:
        """Returns the facts that are filled in, in a fixed order."""
        measured = [
            AccessFact(self._label(name), str(value))
            for name, value in (
                ("distance_m", self._distance()),
                ("slope", self.get_slope_display()),
                ("surface", self.get_surface_display()),
            )
            if value
        ]
        answered = [
            AccessFact(
                self._label(name),
                str(getattr(self, f"get_{name}_display")()),
                getattr(self, name),
            )
            for name in (
                "benches",
                "toilets",
                "wheelchair",
                "pushchair",
                "sign_language",
                "childcare",
            )
            if getattr(self, name)
        ]
        return measured + answered

    @property
    def notes_on_coming(self) -> list[tuple[str, str]]:
        """Returns (label, note) pairs; a note is an empty string if the field is empty."""
        return [
            (str(_("Bon à savoir")), self.access_note),
            (str(_("Venir")), self.transport),
            (str(_("S’il pleut")), self.if_it_rains),
        ]

    @property
    def access_lines(self) -> list[str]:
        """Returns all facts and notes in plain text, one per line."""
        return [*self.fact_lines, *(_said(what, note) for what, note in self.notes_on_coming if note)]

    @property
    def fact_lines(self) -> list[str]:
        return [_said(fact.label.capitalize(), fact.value.lower()) for fact in self.access_facts]

    def _access(self) -> Fact:
        """Returns a summary: wheelchair, pushchair and distance."""
        said = [
            _said(what.capitalize(), answer.lower())
            for name in ("wheelchair", "pushchair")
            if (answer := str(getattr(self, f"get_{name}_display")())) and (what := self._label(name))
        ]
        distance = self._distance()
        note = _("%(distance)s à pied") % {"distance": distance} if distance else ""
        return Fact(str(_("Puis-je y aller ?")), ", ".join(said) or note, "check", note if said else "")

    def _distance(self) -> str:
        if not self.distance_m:
            return ""
        if self.distance_m < 1000:
            return _("%(metres)d m") % {"metres": self.distance_m}
        rounded = round(self.distance_m / 1000, 1)
        kilometres = number_format(rounded, 0 if rounded.is_integer() else 1)
        return _("%(kilometres)s km") % {"kilometres": kilometres}

    def _label(self, name: str) -> str:
        return str(label_for_field(name, type(self)))


def _said(what: str, answer: str) -> str:
    return str(_("%(what)s : %(answer)s")) % {"what": what, "answer": answer}
