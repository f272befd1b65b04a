"""Users, the team of each Park, and the settings of the network for all teams."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Collection, Workflow

from portal.forms.columns import AddressColumn
from portal.forms.lines import OneLineMixin
from portal.territory.models import Park


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(OneLineMixin, AbstractUser):
    """A user identified by email address, which is also the sign-in name."""

    username = None  # type: ignore[assignment]  # Django’s way to leave a field out
    email = AddressColumn(_("adresse e-mail"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    # Django’s own manager asks for a user name.
    objects: ClassVar = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address_whatever_its_case")
        ]

    def __str__(self):
        return self.get_full_name() or self.email


class ParkTeam(models.Model):
    """The groups, collection and workflow of an open Park.

    Each may be renamed; one that was deleted is created anew when the Park is opened again.
    """

    park = models.OneToOneField(Park, models.CASCADE, related_name="team", verbose_name=_("Parc"))
    communicators = models.OneToOneField(
        Group, models.SET_NULL, null=True, related_name="+", verbose_name=_("communication")
    )
    contributors = models.OneToOneField(
        Group, models.SET_NULL, null=True, related_name="+", verbose_name=_("contribution")
    )
    facilitators = models.OneToOneField(
        Group, models.SET_NULL, null=True, related_name="+", verbose_name=_("animation")
    )
    collection = models.OneToOneField(
        Collection, models.SET_NULL, null=True, related_name="+", verbose_name=_("collection")
    )
    workflow = models.OneToOneField(
        Workflow, models.SET_NULL, null=True, related_name="+", verbose_name=_("relecture")
    )

    class Meta:
        verbose_name = _("équipe d’un Parc")
        verbose_name_plural = _("équipes des Parcs")

    def __str__(self):
        return str(self.park)


@register_setting(icon="cog")
class NetworkSettings(BaseGenericSetting, models.Model):
    parks_publish_shared_pages = models.BooleanField(
        _("fiches sans relecture"),
        default=False,
        help_text=_(
            "Coché : qui communique dans un Parc met ses fiches en ligne. "
            "Décoché : le réseau les relit d’abord."
        ),
    )

    class Meta:
        verbose_name = _("réglages du réseau")
