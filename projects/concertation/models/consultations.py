"""The record of a consultation: its phase and their history, what was read, its four groups."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.forms.lines import OneLineMixin
from portal.records.models import PageRecord, PageRecordQuerySet
from projects.concertation.phases import CHANGES, Phase
from projects.parks.models.groups import TestGroup

#: People of a group: below the first number, its results would say little; above the last, the evening
#: grows long.
FEWEST_ADVISED, MOST_ADVISED = 8, 12
MOST_PEOPLE = 99


class ConsultationQuerySet(PageRecordQuerySet):
    def that_keep(self, now: datetime) -> Self:
        """Once people were asked, their words stay."""
        return self.exclude(phase__in=["", Phase.PREPARATION])


class Consultation(PageRecord):
    """`phase` is written by `phases.enter` only.

    The question is that of the project. `question_read` holds the words that were declared ready, so that
    a later change of the project’s question is noticed.
    """

    page_field = "page"
    panels: ClassVar[list] = []
    instead_of_deleting = _(
        "Une consultation a commencé : dépubliez la page, elle garde ce qui a été dit."
    )

    page = models.OneToOneField(
        "concertation.ConsultationPage", models.PROTECT, related_name="+", verbose_name=_("page")
    )
    phase = models.CharField(
        _("étape"), max_length=12, choices=Phase, blank=True, default="", editable=False
    )
    question_read = models.TextField(_("question relue"), blank=True, editable=False)
    question_read_at = models.DateTimeField(_("relue le"), null=True, blank=True, editable=False)
    question_read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("relue par"),
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects: ClassVar = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        permissions = [("run_consultation", _("Animer les consultations"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=["", *Phase.values]), name="a_consultation_is_in_a_known_phase"
            ),
            models.CheckConstraint(
                condition=Q(question_read="", question_read_at=None)
                | (~Q(question_read="") & Q(question_read_at__isnull=False)),
                name="a_question_that_was_read_says_when",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["", Phase.PREPARATION]) | ~Q(question_read=""),
                name="a_question_is_read_before_it_is_put",
            ),
        ]

    def __str__(self):
        return str(self.page)

    @cached_property
    def groups_in_order(self) -> list[ConsultationGroup]:
        return list(ConsultationGroup.objects.filter(consultation=self).in_order())


class ConsultationGroupQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        """Orders as the four groups are always named."""
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(TestGroup.values)]
        return self.order_by(Case(*places))


class ConsultationGroup(OneLineMixin, models.Model):
    """One of the four test groups of a consultation. Its kind gives it its colour and its shape."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="groups")
    kind = models.CharField(_("groupe"), max_length=12, choices=TestGroup, editable=False)
    name = models.CharField(
        _("nom"),
        max_length=60,
        help_text=_("Celui que les personnes se donnent, par exemple « Centre social et CCAS »."),
    )
    expected = models.PositiveSmallIntegerField(
        _("personnes attendues"),
        null=True,
        blank=True,
        help_text=_("De 8 à 12 si possible. Vide tant que l’on ne sait pas."),
    )

    objects: ClassVar = ConsultationGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("groupe-test")
        verbose_name_plural = _("groupes-tests")
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "kind"], name="a_consultation_has_each_group_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TestGroup.values), name="a_test_group_is_one_of_four"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_test_group_has_a_name"),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(expected__range=(1, MOST_PEOPLE)),
                name="a_test_group_expects_one_to_99_people",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_small(self) -> bool:
        return self.expected is not None and self.expected < FEWEST_ADVISED

    @property
    def is_large(self) -> bool:
        return self.expected is not None and self.expected > MOST_ADVISED


def _lawful() -> Q:
    lawful = Q()
    for before, after in CHANGES:
        lawful |= Q(before=before, after=after)
    return lawful


class PhaseChange(models.Model):
    """Who let a consultation enter a phase, and when. Written by `phases.enter` only, never changed."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="phase_changes")
    before = models.CharField(_("avant"), max_length=12, choices=Phase, blank=True)
    after = models.CharField(_("étape"), max_length=12, choices=Phase)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("décidé par"),
    )
    at = models.DateTimeField(_("le"))

    class Meta:
        verbose_name = _("changement d’étape")
        verbose_name_plural = _("changements d’étape")
        constraints = [
            models.CheckConstraint(condition=_lawful(), name="a_phase_follows_the_one_before"),
            models.UniqueConstraint(
                fields=["consultation", "after"], name="a_consultation_enters_a_phase_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_after_display()}, {self.at:%Y-%m-%d}"
