"""Template tag that adds glossary definitions to the end of a text."""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from portal.vocabulary import glossary
from portal.vocabulary.models import GlossaryTerm

register = template.Library()


@register.simple_block_tag
def explain(content: str, words: Iterable[GlossaryTerm], words_url: str) -> SafeString:
    """Returns the text with linked terms and their definitions; `words_url` is the glossary’s URL."""
    explained = glossary.explain(content, words)
    if not explained.terms:
        return explained.html
    definitions = render_to_string(
        "components/glossary.html",
        {"terms": explained.terms, "words_url": words_url, "leads_back": True},
    )
    return mark_safe(explained.html + definitions)
