"""The admin views of users, which replace Wagtail’s."""

from __future__ import annotations

from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from portal.people.forms import PersonCreationForm, PersonEditForm
from portal.people.reach import groups_to_give, is_within_reach


class AskingWhoMixin:
    """Passes the current user to the form."""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}


class PersonCreateView(AskingWhoMixin, CreateView):
    pass


class PersonEditView(AskingWhoMixin, EditView):
    pass


class PersonViewSet(UserViewSet):
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    copy_view_enabled = False
    # Wagtail’s template for a new user shows “Administrator” even if the form does not have it.
    create_template_name = "wagtailusers/users/edit.html"

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm


class WithinReachBulkMixin:
    """Excludes users who have a right that the current user lacks."""

    def check_perm(self, obj):
        return super().check_perm(obj) and is_within_reach(self.request.user, obj)


class GiveGroup(WithinReachBulkMixin, AssignRoleBulkAction):
    def get_form(self, form_class=None):
        form: RoleForm = super().get_form(form_class)
        offered = [group.pk for group in groups_to_give(self.request.user)]
        role = form.fields["role"]
        role.queryset = role.queryset.filter(pk__in=offered)
        return form


class SetActive(WithinReachBulkMixin, SetActiveStateBulkAction):
    pass


class DeletePeople(WithinReachBulkMixin, DeleteBulkAction):
    pass
