"""Regions and départements (INSEE), communes with what they are found by, and Parks."""

from datetime import tzinfo

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.forms.lines import OneLineMixin
from portal.territory import names, time_zones
from portal.territory.columns import FoldedColumn
from portal.territory.querysets import CommuneQuerySet

INSEE_CODE = RegexValidator(
    r"^(\d{2}|2[AB])\d{3}$", _("Un code INSEE compte cinq signes, par exemple 59526.")
)
POSTCODES = RegexValidator(
    r"^\d{5}( \d{5})*$", _("Un code postal compte cinq chiffres ; séparez-les par un blanc.")
)


class PlaceMixin(models.Model):
    """A position (WGS 84, decimal degrees), unknown unless both numbers are set."""

    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("En degrés décimaux, par exemple 50,44822. Vide si vous ne la connaissez pas."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("En degrés décimaux, par exemple 3,42771."),
    )

    class Meta:
        abstract = True

    @property
    def position(self) -> tuple[float, float] | None:
        """Returns (latitude, longitude); None if it is unknown."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    @property
    def has_position(self) -> bool:
        return self.position is not None


class Region(models.Model):
    code = models.CharField(_("code INSEE"), max_length=3, primary_key=True)
    name = models.CharField(_("nom"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("région")
        verbose_name_plural = _("régions")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Department(models.Model):
    code = models.CharField(_("code INSEE"), max_length=3, primary_key=True)
    name = models.CharField(_("nom"), max_length=60, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="departments", verbose_name=_("région")
    )

    class Meta:
        verbose_name = _("département")
        verbose_name_plural = _("départements")
        ordering = ["code"]

    def __str__(self):
        return f"{self.name} ({self.code})"


class Commune(PlaceMixin, models.Model):
    """A commune, or an arrondissement of Paris, Lyon or Marseille.

    It is found by its keys (`CommuneKey`) and ranked by `folded`, the words of its whole name
    (`names.key_of`): `services` writes both with it.
    """

    insee_code = models.CharField(
        _("code INSEE"),
        max_length=5,
        unique=True,
        validators=[INSEE_CODE],
        help_text=_("Cinq signes. Ce n’est pas le code postal."),
    )
    name = models.CharField(_("nom"), max_length=80)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="communes", verbose_name=_("département")
    )
    postcodes = models.CharField(
        _("codes postaux"),
        max_length=200,
        blank=True,
        validators=[POSTCODES],
        help_text=_("Séparés par un blanc."),
    )
    population = models.PositiveIntegerField(
        _("population"), null=True, blank=True, help_text=_("Nombre d’habitants.")
    )

    folded = FoldedColumn(_("nom simplifié"), max_length=names.LONGEST_KEY, blank=True, editable=False)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} ({self.department_id})"

    @property
    def zone(self) -> tzinfo:
        """The time zone of the commune."""
        return time_zones.of_department(self.department_id)

    @property
    def in_addresses(self) -> str:
        """What stands for it in addresses: « 59153-conde-sur-l-escaut »."""
        return names.address_of(self.insee_code, self.name)

    @property
    def is_arrondissement(self) -> bool:
        return self.insee_code.startswith(("751", "132", "6938"))


class CommuneKey(models.Model):
    """What a commune is found by: its name from each of its words on (`names.keys_of`), its postcodes."""

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="keys", verbose_name=_("commune"))
    text = FoldedColumn(_("clé"), max_length=names.LONGEST_KEY, db_index=True)

    class Meta:
        verbose_name = _("clé d’une commune")
        verbose_name_plural = _("clés des communes")
        constraints = [models.UniqueConstraint(fields=["commune", "text"], name="commune_key_once")]

    def __str__(self):
        return self.text


class Park(OneLineMixin, PlaceMixin, models.Model):
    """A regional nature park; groups, collections, facets and feeds refer to it."""

    name = models.CharField(
        _("nom"), max_length=80, unique=True, help_text=_("Sans « Parc naturel régional ».")
    )
    slug = models.SlugField(
        _("adresse"), unique=True, help_text=_("Sert dans les adresses de recherche.")
    )
    departments = models.ManyToManyField(
        Department, related_name="parks", blank=True, verbose_name=_("départements")
    )
    communes = models.ManyToManyField(
        Commune, related_name="parks", blank=True, verbose_name=_("communes")
    )
    area_km2 = models.PositiveIntegerField(
        _("superficie"), null=True, blank=True, help_text=_("En kilomètres carrés.")
    )
    inhabitants = models.PositiveIntegerField(
        _("population"), null=True, blank=True, help_text=_("Nombre d’habitants.")
    )
    website = models.URLField(_("site du Parc"), blank=True)

    class Meta:
        verbose_name = _("Parc")
        verbose_name_plural = _("Parcs")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def zone(self) -> tzinfo:
        """The time zone of its départements."""
        return time_zones.of_departments(self.departments.values_list("code", flat=True))


class Contour(OneLineMixin, models.Model):
    """The contour of a commune that an administrator loaded; it stands before that of `maps.contours`."""

    insee_code = models.CharField(_("code INSEE"), max_length=5, unique=True, validators=[INSEE_CODE])
    rings = models.TextField(_("contour"))
    source = models.CharField(_("source"), max_length=80)
    year = models.PositiveSmallIntegerField(_("année"))

    class Meta:
        verbose_name = _("contour")
        verbose_name_plural = _("contours")
        ordering = ["insee_code"]

    def __str__(self):
        return self.insee_code


class ParkOutline(OneLineMixin, models.Model):
    """The shape of a Park, made of the contours of its communes by `portal.territory.outlines`."""

    park = models.OneToOneField(Park, models.CASCADE, related_name="outline", verbose_name=_("Parc"))
    frame = models.CharField(_("cadre"), max_length=100)
    rings = models.TextField(_("contour du Parc"))
    communes = models.TextField(_("limites des communes"))
    in_france = models.TextField(_("contour sur la carte de France"))
    credit = models.CharField(_("source"), max_length=255)

    class Meta:
        verbose_name = _("contour de Parc")
        verbose_name_plural = _("contours de Parcs")

    def __str__(self):
        return str(self.park)
