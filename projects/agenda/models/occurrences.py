"""A date of an event."""

from datetime import UTC, date, datetime, tzinfo
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel

from portal.records.models import PageRecord
from portal.territory import time_zones, wording
from projects.agenda.querysets import OccurrenceQuerySet

#: A date outside is a typing error; some databases could not read it back.
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
WITHIN_REASON = [
    MinValueValidator(EARLIEST, _("Cette année est trop ancienne.")),
    MaxValueValidator(LATEST, _("Cette année est trop lointaine.")),
]


class OccurrenceStatus(models.TextChoices):
    SCHEDULED = "scheduled", _("Prévue")
    CANCELLED = "cancelled", _("Annulée")
    POSTPONED = "postponed", _("Reportée")


class Occurrence(PageRecord):
    """A date of an event, shared by all its languages."""

    page_field = "event"
    instead_of_deleting = _(
        "Pour un rendez-vous qui n’a pas lieu, annulez plutôt ses dates sur l’écran « Dates » : "
        "les personnes inscrites sont prévenues."
    )

    event = models.ForeignKey(
        "agenda.EventPage",
        models.PROTECT,
        related_name="+",
        verbose_name=_("rendez-vous"),
    )
    starts_at = models.DateTimeField(_("début"), validators=WITHIN_REASON)
    ends_at = models.DateTimeField(_("fin"), validators=WITHIN_REASON)
    time_zone = models.CharField(
        _("fuseau horaire"),
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("Celui du lieu : les heures sont dites et filtrées comme on les lit là-bas."),
    )
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=OccurrenceStatus,
        default=OccurrenceStatus.SCHEDULED,
        help_text=_("Une date annulée ou reportée reste affichée, et le dit."),
    )
    reason = models.CharField(
        _("raison"),
        max_length=200,
        blank=True,
        help_text=_("Pourquoi elle est annulée ou reportée, et à quand : tout le monde le lit."),
    )
    capacity = models.PositiveIntegerField(
        _("nombre de places"),
        null=True,
        blank=True,
        help_text=_("Vide : les places ne sont pas comptées."),
    )
    confirmed_places = models.PositiveIntegerField(_("places prises"), default=0, editable=False)
    waiting_places = models.PositiveIntegerField(
        _("places demandées en liste d’attente"), default=0, editable=False
    )
    people_came = models.PositiveIntegerField(_("personnes venues"), default=0, editable=False)
    #: The place last told to the people registered.
    place_told = models.CharField(_("lieu annoncé"), max_length=420, blank=True, editable=False)
    #: Key of the organiser’s last message to all, so that it is sent once.
    last_message = models.CharField(_("dernier message"), max_length=36, blank=True, editable=False)
    forgotten_at = models.DateTimeField(_("données effacées le"), null=True, editable=False)
    sequence = models.PositiveIntegerField(
        _("nombre de changements"),
        default=0,
        editable=False,
        help_text=_("De jour, d’heure ou d’état : les agendas des gens s’y fient."),
    )
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects: ClassVar = OccurrenceQuerySet.as_manager()

    panels = [
        HelpPanel(
            _(
                "Les personnes inscrites reçoivent aussitôt un e-mail quand le jour, l’heure ou l’état "
                "change. Celles qui n’ont pas d’adresse sont à appeler."
            )
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("status"),
        FieldPanel("reason"),
        FieldPanel("capacity"),
    ]

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        permissions = [
            (
                "handle_personal_data",
                _("Peut voir et gérer les personnes inscrites à un rendez-vous ou qui en proposent"),
            )
        ]
        # The only index on datetimes: with another on the end, SQLite would sort all dates to come
        # instead of scanning this one until a page is full.
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="an_agenda_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__gte=EARLIEST, ends_at__lte=LATEST),
                name="an_occurrence_is_of_our_time",
                violation_error_message=_("Cette année n’est pas possible."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="an_occurrence_ends_after_it_starts",
                violation_error_message=_("La fin doit venir après le début."),
            ),
            models.CheckConstraint(
                condition=Q(status=OccurrenceStatus.SCHEDULED) | ~Q(reason=""),
                name="a_cancelled_or_postponed_occurrence_says_why",
                violation_error_message=_("Dites pourquoi cette date est annulée ou reportée."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(confirmed_places__lte=F("capacity")),
                name="an_occurrence_is_never_oversold",
                violation_error_message=_("Il y a déjà plus de places prises que cela."),
            ),
            models.UniqueConstraint(
                fields=["event", "starts_at"],
                name="an_event_starts_once_at_a_time",
                violation_error_message=_("Ce rendez-vous a déjà une date à cette heure."),
            ),
        ]

    def __str__(self):
        return f"{wording.day(self.local_start)}, {self.clock}"

    def save(self, *args, **kwargs):
        """Sets the time zone of a new date to that of its place."""
        self.time_zone = self.time_zone or time_zones.name_of(self.zone)
        super().save(*args, **kwargs)

    @property
    def zone(self) -> tzinfo:
        """Returns the time zone of its place."""
        return time_zones.named(self.time_zone) if self.time_zone else self.event.zone

    @property
    def local_start(self) -> datetime:
        """Returns the start in the time zone of its place."""
        return self.starts_at.astimezone(self.zone)

    @property
    def iso_start(self) -> str:
        return self.local_start.isoformat()

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def free_places(self) -> int | None:
        """Returns the number of free places; None if they are not counted."""
        return None if self.capacity is None else max(0, self.capacity - self.confirmed_places)

    @property
    def has_free_places(self) -> bool:
        """Whether a new registration gets a place; False while people are waiting."""
        if self.capacity is None:
            return True
        return self.capacity > self.confirmed_places and not self.waiting_places

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def hours(self) -> str:
        """« de 18 h à 20 h 30 »."""
        return wording.hours(self.local_start, self.local_end)

    @property
    def when(self) -> str:
        """« mardi 12 janvier 2027, de 18 h à 20 h »."""
        return wording.when(self.local_start, self.local_end)

    @property
    def clock(self) -> str:
        """« 18 h »: its start."""
        return wording.clock(self.local_start)

    @property
    def calendar_name(self) -> str:
        """Returns the URL of its iCalendar file relative to the page; an empty string if unsaved."""
        return f"agenda.ics?date={self.pk}" if self.pk else ""

    @property
    def day(self) -> date:
        """Returns the day it starts on, in the time zone of its place."""
        return self.local_start.date()
