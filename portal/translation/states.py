"""The state of each page’s translations, in one query for any number of pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.coreutils import get_content_languages
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.content.models import PortalPage
from portal.content.querysets import PortalPageQuerySet
from portal.translation.models import PendingChanges


class State(TextChoices):
    """States of a translation; the first that applies counts."""

    MISSING = "pas-traduite", gettext_lazy("pas traduite")
    APART = "a-part", gettext_lazy("écrite à part : ne suit pas l’original")
    DRAFT = "brouillon", gettext_lazy("brouillon")
    CHANGED = "original-change", gettext_lazy("publiée, mais l’original a changé")
    TO_TRANSLATE = "a-completer", gettext_lazy("publiée, mais une partie n’est pas traduite")
    TO_PUBLISH = "a-publier", gettext_lazy("publiée, mais pas encore avec ses dernières corrections")
    CURRENT = "a-jour", gettext_lazy("publiée et à jour")


#: States of published translations that need work.
BEHIND = (State.CHANGED, State.TO_TRANSLATE, State.TO_PUBLISH)


def target_languages() -> dict[str, str]:
    """Returns the names of the languages that pages are translated into, by code."""
    languages = get_content_languages()
    return {code: name for code, name in languages.items() if code != settings.LANGUAGE_CODE}


def with_states(pages: PortalPageQuerySet) -> PortalPageQuerySet:
    """Annotates each page, for each language, with what `translations_of` needs."""
    for language in target_languages():
        pages = _with_state(pages, language)
    return pages


def _with_state(pages: PortalPageQuerySet, language: str) -> PortalPageQuerySet:
    mine = {"source__object_id": OuterRef("translation_key"), "source__locale": OuterRef("locale")}
    into = {"locale__language_code": language}
    target = Page.objects.filter(
        translation_key=OuterRef("translation_key"), alias_of__isnull=True, **into
    )
    followed = Translation.objects.filter(**mine, target_locale__language_code=language, enabled=True)
    segments = StringSegment.objects.filter(**mine).order_by()
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), has_error=False, **into
    )
    untranslated = segments.exclude(Exists(translated)).values("source").annotate(n=Count("pk"))
    corrected = StringTranslation.objects.filter(
        context__object_id=OuterRef("translation_key"), has_error=False, **into
    ).order_by("-updated_at")
    key = partial(_key, language)
    published = F(key("published"))
    return pages.annotate(
        **{
            key("target"): Subquery(target.values("pk")[:1]),
            key("live"): Subquery(target.values("live")[:1]),
            key("published"): Subquery(target.values("last_published_at")[:1]),
            key("synced"): Subquery(followed.values("source__last_updated_at")[:1]),
            key("corrected"): Subquery(corrected.values("updated_at")[:1]),
            key("untranslated"): _number(untranslated.values("n")),
            key("changed"): _number(PendingChanges.objects.filter(**mine).values("number")),
        }
    ).annotate(
        **{
            key("state"): Case(
                When(**{key("target"): None}, then=Value(State.MISSING)),
                When(**{key("synced"): None}, then=Value(State.APART)),
                When(**{key("live"): False}, then=Value(State.DRAFT)),
                When(**{key("changed__gt"): 0}, then=Value(State.CHANGED)),
                When(**{key("untranslated__gt"): 0}, then=Value(State.TO_TRANSLATE)),
                When(
                    Q(**{key("synced__gt"): published}) | Q(**{key("corrected__gt"): published}),
                    then=Value(State.TO_PUBLISH),
                ),
                default=Value(State.CURRENT),
                output_field=CharField(),
            )
        }
    )


def _number(values: QuerySet) -> Coalesce:
    return Coalesce(Subquery(values[:1], output_field=IntegerField()), 0)


def _key(language: str, fact: str) -> str:
    """Returns the name of the annotation for a fact about the translation into a language."""
    return f"translation_{language}_{fact}"


def in_state(*states: str) -> Q:
    """Matches pages whose translation into any language is in one of the states."""
    condition = Q(pk=None)
    for language in target_languages():
        condition |= Q(**{_key(language, "state__in"): states})
    return condition


def numbers_of(pages: PortalPageQuerySet, language: str) -> dict[State, int]:
    """Returns the number of pages in each state, of a queryset from `with_states`."""
    rows = pages.order_by().values_list(_key(language, "state")).annotate(n=Count("pk"))
    numbers = dict(rows)
    return {state: numbers[state] for state in State if state in numbers}


@dataclass(frozen=True)
class TranslationState:
    """The state of a page’s translation into a language, as text, and the next step."""

    page: PortalPage
    language: str
    state: State
    target: int | None
    untranslated: int
    changed: int

    @property
    def words(self) -> str:
        return " ".join([str(self.state.label), *self._figures])

    @property
    def _figures(self) -> list[str]:
        """The numbers of passages, in brackets so that they can follow the label of any state."""
        told = []
        if self.has_news:
            told.append(passages(self.changed))
        if self.state in (State.TO_TRANSLATE, State.DRAFT) and self.untranslated:
            words = ngettext("%(n)d passage à traduire", "%(n)d passages à traduire", self.untranslated)
            told.append(words % {"n": self.untranslated})
        return [f"({', '.join(told)})"] if told else []

    @property
    def has_news(self) -> bool:
        """Whether changes of the original must be taken over first."""
        return self.changed > 0 and self.state in (State.CHANGED, State.DRAFT)

    @property
    def next_step(self) -> str:
        if self.has_news:
            return _("Voir ce qui a changé")
        return {
            State.MISSING: _("Traduire"),
            State.APART: _("Ouvrir"),
            State.TO_PUBLISH: _("Relire et publier"),
            State.CURRENT: _("Ouvrir"),
        }.get(self.state, _("Continuer la traduction"))

    @property
    def url(self) -> str:
        if self.state == State.MISSING:
            return reverse("wagtail_localize:submit_page_translation", args=(self.page.pk,))
        screen = "translation_changes" if self.has_news else "wagtailadmin_pages:edit"
        return reverse(screen, args=(self.target,))


def passages(number: int) -> str:
    return ngettext("%(n)d passage", "%(n)d passages", number) % {"n": number}


def translations_of(page: PortalPage) -> dict[str, TranslationState]:
    """Returns the states by language of a page from a `with_states` queryset."""
    facts = ("target", "untranslated", "changed")
    return {
        language: TranslationState(
            page,
            language,
            State(getattr(page, _key(language, "state"))),
            *(getattr(page, _key(language, fact)) for fact in facts),
        )
        for language in target_languages()
    }
