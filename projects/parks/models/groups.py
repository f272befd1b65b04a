"""The four groups that the common question is put to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TestGroup(models.TextChoices):
    ELECTED = "elected", _("Élus")
    SOCIAL = "social", _("Acteurs du social")
    PARK = "park", _("Techniciens du Parc")
    ASSOCIATIONS = "associations", _("Acteurs associatifs")


def by_group(rows) -> list[tuple[str, str, list]]:
    """Rows with a `group`, as (group, its name, its rows), in the groups’ order, none empty."""
    return [
        (group.value, str(group.label), members)
        for group in TestGroup
        if (members := [row for row in rows if row.group == group])
    ]
