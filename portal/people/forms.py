"""User forms: they offer only what the current user may grant."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.forms.fields import ReadsAddressesMixin
from portal.people.reach import groups_to_give


class WithinReachMixin:
    """Offers only the groups that `by` may give; only administrators may create administrators."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if by.is_superuser:
            return
        self.fields.pop("is_superuser", None)
        offered = [group.pk for group in groups_to_give(by)]
        self.fields["groups"].queryset = Group.objects.filter(pk__in=offered).order_by("name")


class PersonCreationForm(ReadsAddressesMixin, WithinReachMixin, UserCreationForm):
    pass


class PersonEditForm(ReadsAddressesMixin, WithinReachMixin, UserEditForm):
    pass
