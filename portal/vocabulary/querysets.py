from django.db import models
from wagtail.models import Locale


class TermQuerySet(models.QuerySet):
    def in_language(self, language: str) -> models.QuerySet:
        return self.filter(locale__language_code=language)

    def as_choices(self, locale: Locale) -> list[tuple[str, str]]:
        """What there is to choose from in a language, as (address, name)."""
        return list(self.filter(locale=locale).values_list("slug", "name"))
