"""The forms of the desk."""

from __future__ import annotations

from django import forms
from django.forms import BaseModelFormSet, modelformset_factory
from django.utils.translation import gettext_lazy as _

from projects.concertation.models import ConsultationGroup

#: In characters: a question of twenty-five words has 150 to 250.
LONGEST_QUESTION = 600


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("Question commune"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Mot pour mot, sans guillemets. Elle est celle du projet : on l’écrit ici ou là-bas."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())


class SeenForm(forms.Form):
    seen = forms.CharField(max_length=64)


class GroupForm(forms.ModelForm):
    class Meta:
        model = ConsultationGroup
        fields = ("name", "expected")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expected"].widget.attrs |= {"min": 1, "max": 99, "inputmode": "numeric"}


GroupFormSet: type[BaseModelFormSet] = modelformset_factory(
    ConsultationGroup, form=GroupForm, extra=0, can_delete=False
)
