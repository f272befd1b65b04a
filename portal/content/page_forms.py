"""The form behind every page editor. (Apart from `forms`, which needs all models to be there.)"""

from wagtail.admin.forms import WagtailAdminPageForm

from portal.content.translation import has_twin


class PortalPageForm(WagtailAdminPageForm):
    """Asks for values that no other page of the language has: `unique_in_language` of the type.

    Asked here and not of the page itself: a twin that came some other way must not stop a scheduled
    publication or the syncing of a translation.
    """

    def clean(self):
        cleaned = super().clean()
        for field, message in self.instance.unique_in_language.items():
            if field in cleaned:
                setattr(self.instance, field, cleaned[field])
                if has_twin(self.instance, field):
                    self.add_error(field, message)
        return cleaned

    def save(self, commit=True):
        """A new page is a draft until it is published: Wagtail would have it online meanwhile."""
        if self.instance._state.adding:
            self.instance.live = False
        return super().save(commit=commit)
