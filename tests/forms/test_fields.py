"""Every way by which a number or an address comes in, or is shown, is the one way."""

import re
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models

from portal.forms.fields import AddressField, OneLineField, TelephoneField
from portal.mail.accounts import ResetForm
from portal.media.forms import TelephoneLinkForm
from portal.people.forms import PersonCreationForm, PersonEditForm
from portal.people.sign_in_forms import LoginForm, ResetPasswordForm

OURS = ("portal", "methods", "projects", "home")
OF_OTHERS = {LoginForm, ResetForm, ResetPasswordForm, PersonCreationForm, PersonEditForm}


def own_forms() -> list[type[forms.BaseForm]]:
    """Every form of ours, the address of each being loaded first."""
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018
    found, seen = [forms.BaseForm], set()
    while found:
        form = found.pop()
        found.extend(each for each in form.__subclasses__() if each not in seen)
        seen.add(form)
    return sorted(
        (form for form in seen if form.__module__.split(".")[0] in OURS and hasattr(form, "base_fields")),
        key=lambda form: (form.__module__, form.__qualname__),
    )


def own_columns():
    for model in apps.get_models():
        if model.__module__.split(".")[0] in OURS:
            yield from (
                field for field in model._meta.local_fields if isinstance(field, models.CharField)
            )


class TestEveryForm:
    def test_reads_addresses_as_people_paste_them(self):
        others = [
            f"{form.__qualname__}.{name}"
            for form in own_forms()
            for name, field in form.base_fields.items()
            if isinstance(field, forms.EmailField)
            and not isinstance(field, AddressField)
            and form not in OF_OTHERS
        ]
        assert others == []

    def test_reads_numbers_as_people_write_them(self):
        others = [
            f"{form.__qualname__}.{name}"
            for form in own_forms()
            for name, field in form.base_fields.items()
            if "phone" in name and not isinstance(field, TelephoneField)
        ]
        assert others == []

    def test_is_looked_at(self):
        names = {form.__qualname__ for form in own_forms()}
        assert {"RegistrationForm", "CallerForm", "ProposalForm", "SubscriptionForm"} <= names

    def test_of_who_signs_in_too(self):
        assert isinstance(LoginForm().fields["login"], AddressField)
        assert isinstance(ResetPasswordForm().fields["email"], AddressField)

    def test_of_a_link_in_a_text_too(self):
        form = TelephoneLinkForm({"phone_number": "+33 (0)4 74 00 11 22"})
        assert form.is_valid()
        assert form.cleaned_data["phone_number"] == "+33474001122"


class TestEveryColumn:
    def test_of_addresses_is_edited_by_that_field(self):
        columns = [column for column in own_columns() if isinstance(column, models.EmailField)]
        assert columns
        assert [str(each) for each in columns if not isinstance(each.formfield(), AddressField)] == []

    def test_of_numbers_is_edited_by_that_field(self):
        columns = [column for column in own_columns() if "phone" in column.name]
        assert columns
        assert [str(each) for each in columns if not isinstance(each.formfield(), TelephoneField)] == []


class TestEveryTemplate:
    @pytest.mark.parametrize(
        "template",
        sorted(Path(settings.BASE_DIR, "templates").rglob("*.html")),
        ids=lambda path: path.name,
    )
    def test_leaves_links_of_numbers_to_one_place(self, template):
        text = template.read_text()
        assert "tel:" not in text
        bare = r"\{\{ *(\w+\.)+\w*phone *\}\}"
        assert not re.search(bare, text), "shown as it is stored"


class TestANumber:
    def test_is_shown_again_as_people_write_it(self):
        class Form(forms.Form):
            phone = TelephoneField()

        assert Form(initial={"phone": "+33474001122"})["phone"].value() == "04 74 00 11 22"
        assert not Form({"phone": "04.74.00.11.22"}, initial={"phone": "+33474001122"}).has_changed()

    def test_that_cannot_be_read_comes_back_as_typed(self):
        class Form(forms.Form):
            phone = TelephoneField()

        form = Form({"phone": "chez ma sœur"})
        assert form["phone"].value() == "chez ma sœur"
        assert form.errors["phone"] == [
            "Écrivez un seul numéro, par exemple 06 12 34 56 78, ou +41 21 693 11 11."
        ]

    @pytest.mark.parametrize("field", [TelephoneField(), AddressField(), OneLineField()])
    @pytest.mark.parametrize("typed", ["a" * 100_000, "1" * 100_000, "\u202e" * 100_000, "\x00"])
    def test_and_its_neighbours_answer_whatever_is_sent(self, field, typed):
        try:
            field.clean(typed)
        except forms.ValidationError as refused:
            assert refused.messages
