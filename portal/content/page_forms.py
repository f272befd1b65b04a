"""The form of every page editor. Not in `forms`, which needs all models to be loaded."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.content.named_objects import named_by_form, named_by_page
from portal.forms import slugs
from portal.pages.versions import has_duplicate
from portal.publishing.child_rows import take_over_saved_rows
from portal.territory.models import Park

NOT_YOURS = _("Ce fichier ou cette page n’est pas à votre disposition. Choisissez-en un autre.")

#: The publication schedule: when the page goes online and offline.
PLAN = ("go_live_at", "expire_at")


class PortalPageForm(WagtailAdminPageForm):
    """Checks that the `unique_in_language` fields of the type have no duplicate in the language.

    The form checks this, not the model: a duplicate that came another way must not stop a scheduled
    publication or the syncing of a translation.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            slugs.with_rules(self.fields["slug"].widget)
        if self.is_bound:
            self._named_before = named_by_page(self.instance)
        if self.instance.is_written_by_parks and "park" in self.fields:
            self._offer_authors()

    def _offer_authors(self):
        """Offers all Parks to the network, or several own Parks for a new page; or removes the field."""
        from portal.content import authorship  # needs all models to be loaded

        if self.for_user and authorship.may_choose_author(self.for_user):
            return
        parks = authorship.parks_of(self.for_user) if self.for_user else Park.objects.none()
        is_new = self.instance.pk is None
        if not is_new or len(parks) < 2:
            del self.fields["park"]
            return
        self.fields["park"].queryset = parks
        self.fields["park"].empty_label = None

    def clean(self):
        """Skips Wagtail’s check of the schedule, which would stop a draft from being saved once its
        schedule has passed. `publishing.requirements` checks it at publication instead.
        """
        self._planned = {name: self.cleaned_data.pop(name) for name in PLAN if name in self.cleaned_data}
        cleaned = super().clean()
        for field, message in self.instance.unique_in_language.items():
            if field in cleaned:
                setattr(self.instance, field, cleaned[field])
                if has_duplicate(self.instance, field):
                    self.add_error(field, message)
        return cleaned

    def _post_clean(self):
        self.cleaned_data.update(getattr(self, "_planned", {}))
        super()._post_clean()

    def is_valid(self):
        if not (super().is_valid() and self._names_what_its_author_sees()):
            return False
        for formset in self.formsets.values():
            take_over_saved_rows(formset)
        return True

    def _names_what_its_author_sees(self) -> bool:
        """Adds an error to fields that newly refer to a file or page that the user may not see."""
        from portal.content.rights import may_name

        if not self.for_user or self.for_user.is_superuser:
            return True
        forms = [self, *(form for formset in self.formsets.values() for form in formset.forms)]
        refused = False
        for form in forms:
            for name, (kind, key) in list(named_by_form(form)):
                if (kind, key) not in self._named_before and not may_name(self.for_user, kind, key):
                    form.add_error(name, NOT_YOURS)
                    refused = True
        return not refused

    def save(self, commit=True):
        """Saves a new page as a draft until it is published; Wagtail’s default is live."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)
