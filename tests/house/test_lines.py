"""What an editor or a visitor types on a line is one line, in every model of ours."""

from contextlib import suppress

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Locale, Page

from portal.forms.lines import OneLineMixin

ROOMS = {"portal", "home", "methods", "projects"}
#: Written by the site itself, or of official lists.
NOT_TYPED = {
    "CatalogueEntry", "Subscription", "ImportedDocument", "Rendition", "DocumentText", "DeadLink",
    "Region", "Department", "Commune", "TrashedPage", "PublicText", "VocabularyWord", "MessageFile",
    "SoughtWords",
}  # fmt: skip
CONTROLS = [chr(code) for code in (*range(1, 32), 0x7F, 0x85, 0x2028, 0x2029)]


def lines_of(model) -> list[models.CharField]:
    """Texts of some length, whose value is nobody’s choice among a few."""
    return [
        each
        for each in model._meta.local_concrete_fields
        if type(each) is models.CharField and not each.choices and (each.max_length or 0) > 30
    ]


TYPED = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in ROOMS and lines_of(model) and model.__name__ not in NOT_TYPED
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPED, ids=lambda model: model.__name__)
def test_each_line_of_a_model_is_one_line_once_it_is_checked(model):
    assert issubclass(model, OneLineMixin)
    record = model(slug="une-fete", locale=Locale.get_default()) if issubclass(model, Page) else model()
    for line in lines_of(model):
        setattr(record, line.attname, f"  Une{''.join(CONTROLS)}fête  d’été «\xa0ici\xa0» ")
    with suppress(ValidationError):  # what else is missing in it is not asked here
        record.full_clean(validate_unique=False, validate_constraints=False)
    for line in lines_of(model):
        assert getattr(record, line.attname) == "Une fête d’été «\xa0ici\xa0»", line.name
