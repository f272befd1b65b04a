from django.db import models
from wagtail.models import Locale


class TermQuerySet(models.QuerySet):
    def in_language(self, language: str) -> models.QuerySet:
        return self.filter(locale__language_code=language)

    def as_choices(self, locale: Locale) -> list[tuple[str, str]]:
        """Returns the choices in a language, as (slug, name)."""
        return list(self.filter(locale=locale).values_list("slug", "name"))
