"""Registrations for a date, and the notices sent about them."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.forms.columns import AddressColumn, TelephoneColumn
from portal.forms.lines import OneLineMixin
from projects.agenda.models.occurrences import Occurrence
from projects.registrations.querysets import NoticeQuerySet, RegistrationQuerySet

#: Enough for a household or a shared car; larger groups telephone.
MOST_PEOPLE = 12


class RegistrationState(models.TextChoices):
    CONFIRMED = "confirmed", _("Inscrit")
    WAITING = "waiting", _("En liste d’attente")
    CANCELLED = "cancelled", _("Annulé")


class Registration(OneLineMixin, models.Model):
    """The registration of a household for one date. Only the services write it, with the date locked."""

    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, related_name="registrations", verbose_name=_("date")
    )
    name = models.CharField(_("nom"), max_length=80)
    email = AddressColumn(_("adresse e-mail"), blank=True)
    phone = TelephoneColumn(_("téléphone"), max_length=20, blank=True)
    people = models.PositiveSmallIntegerField(
        _("nombre de personnes"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
    )
    needs = models.CharField(_("besoins"), max_length=300, blank=True)
    language = models.CharField(_("langue"), max_length=10)
    state = models.CharField(_("état"), max_length=10, choices=RegistrationState)
    position = models.PositiveIntegerField(_("ordre d’arrivée"))
    #: Signed in the personal link.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Identifies the form sent: the same form sent twice is one registration.
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Whether presence or absence was recorded.
    presence_noted = models.BooleanField(_("présence notée"), default=False)
    came = models.BooleanField(_("est venu"), default=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE),
                name="a_registration_is_for_a_few_people",
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""),
                name="somebody_registered_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(presence_noted=True) | Q(came=False),
                name="who_came_was_noted",
            ),
            models.UniqueConstraint(
                fields=["occurrence", "position"], name="one_registration_a_place_in_the_order"
            ),
            models.UniqueConstraint(
                "occurrence",
                "phone",
                Lower("name"),
                condition=Q(email="") & ~Q(state=RegistrationState.CANCELLED),
                name="a_name_registers_once_by_a_number",
            ),
            models.UniqueConstraint(
                "occurrence",
                Lower("email"),
                Lower("name"),
                condition=~Q(email="") & ~Q(state=RegistrationState.CANCELLED),
                name="a_name_registers_once_by_an_address",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_confirmed(self) -> bool:
        return self.state == RegistrationState.CONFIRMED

    @property
    def is_noted_absent(self) -> bool:
        return self.presence_noted and not self.came

    @property
    def is_waiting(self) -> bool:
        return self.state == RegistrationState.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.state == RegistrationState.CANCELLED


class NoticeKind(models.TextChoices):
    CONFIRMED = "confirmed", _("inscription")
    WAITING = "waiting", _("liste d’attente")
    PROMOTED = "promoted", _("une place s’est libérée")
    CHANGED = "changed", _("nombre de personnes changé")
    CANCELLED = "cancelled", _("inscription annulée")
    REMOVED = "removed", _("inscription annulée par l’organisateur")
    LINK = "link", _("lien envoyé de nouveau")
    AGAIN = "again", _("s’est inscrit de nouveau, avec d’autres réponses")
    MOVED = "moved", _("jour ou heure changés")
    PLACE = "place", _("lieu changé")
    CALLED_OFF = "called_off", _("date annulée")
    POSTPONED = "postponed", _("date reportée")
    BACK_ON = "back_on", _("la date a lieu finalement")
    REMINDER = "reminder", _("rappel de la veille")
    THANKS = "thanks", _("remerciement et compte rendu")
    MESSAGE = "message", _("message de l’organisateur")


#: Sent at most once per registration.
TOLD_ONCE = (NoticeKind.REMINDER, NoticeKind.THANKS)


class Notice(models.Model):
    """A notice to one person: by email, else by a call of the organiser, who marks it as done."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="notices", verbose_name=_("inscription")
    )
    kind = models.CharField(_("sujet"), max_length=10, choices=NoticeKind)
    #: One message may be about several dates.
    email = models.ForeignKey(
        "post_office.Email", models.SET_NULL, null=True, related_name="+", verbose_name=_("message")
    )
    #: The organiser still has to telephone this person, who has no email.
    to_call = models.BooleanField(_("à appeler"), default=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("annonce")
        verbose_name_plural = _("annonces")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "kind"],
                condition=Q(kind__in=[str(kind) for kind in TOLD_ONCE]),
                name="a_reminder_and_thanks_are_told_once",
            )
        ]

    def __str__(self):
        return self.get_kind_display()
