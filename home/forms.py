"""Forms that visitors fill in."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from home import catalogue
from portal.content.models import Audience, Park, Theme

MAX_QUERY_LENGTH = 200


class CatalogueForm(forms.Form):
    """What to look for. Its state is the address; what it does not understand it ignores."""

    q = forms.CharField(label=_("Rechercher dans le portail"), required=False)
    genre = forms.ChoiceField(label=_("Type"), required=False)
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    public = forms.ChoiceField(label=_("Public"), required=False)
    parc = forms.ChoiceField(label=_("Parc"), required=False)
    mot = forms.SlugField(label=_("Mot-clé"), required=False, max_length=100)

    def __init__(self, data, *, locale):
        super().__init__(data)
        everything = [("", _("Tous"))]
        self.fields["genre"].choices = everything + catalogue.kinds()
        self.fields["theme"].choices = everything + Theme.objects.as_choices(locale)
        self.fields["public"].choices = everything + Audience.objects.as_choices(locale)
        self.fields["parc"].choices = everything + list(Park.objects.values_list("slug", "name"))

    @property
    def selection(self) -> dict[str, str]:
        """What was understood, without what was left empty."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in chosen:
            chosen["q"] = chosen["q"][:MAX_QUERY_LENGTH]
        return chosen

    @property
    def in_words(self) -> str:
        """The selection as a title says it."""
        said = []
        for name, value in self.selection.items():
            choices = dict(getattr(self.fields[name], "choices", []))
            said.append(str(choices.get(value, value)))
        return ", ".join(said)

    @property
    def themes(self) -> list[dict[str, str]]:
        """The themes to choose from, as links show them."""
        _everything, *themes = self.fields["theme"].choices
        return [{"slug": slug, "name": name} for slug, name in themes]

    @property
    def query_string(self) -> str:
        """The selection as it stands in an address, to append a page number to."""
        return urlencode(self.selection)
