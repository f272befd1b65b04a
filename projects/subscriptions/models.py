"""Subscriptions to the weekly digest."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.forms.columns import AddressColumn
from projects.subscriptions.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """The subscription of an email to a selection of the agenda. Only the services write it.

    The row is deleted, not marked, when the person unsubscribes.
    """

    email = AddressColumn(_("adresse e-mail"))
    #: Query string of the agenda, sorted; an empty string selects everything.
    selection = models.CharField(_("choix de rendez-vous"), max_length=500, blank=True)
    language = models.CharField(_("langue"), max_length=10)
    #: Signed in the personal link.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link_sent_at = models.DateTimeField(_("lien envoyé le"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, editable=False)
    #: The Monday of the last week whose digest was written or was empty.
    week_done = models.DateField(_("dernière semaine traitée"), null=True, editable=False)
    last_sent_at = models.DateTimeField(_("dernier envoi"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    #: Stored messages to this address, deleted with the subscription.
    messages = models.ManyToManyField(  # type: ignore[var-annotated]
        "post_office.Email", verbose_name=_("messages"), editable=False
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("abonnement par e-mail")
        verbose_name_plural = _("abonnements par e-mail")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "selection",
                "language",
                name="an_address_follows_a_selection_once_in_a_language",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=False) | Q(week_done=None, last_sent_at=None),
                name="nobody_is_told_who_did_not_confirm",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
