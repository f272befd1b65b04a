"""Looks communes up, as visitors and editors name them. The only place that does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Case, F, IntegerField, Q, QuerySet, When

from portal.territory import names

if TYPE_CHECKING:
    from portal.territory.models import Commune

#: Communes that are offered to choose from.
MAX_OFFERED = 8
#: Communes read to decide whether one is meant.
_MAX_READ = 30
#: A name is understood as the commune that has so many times the inhabitants of any other that begins so.
_BY_FAR = 10


@dataclass(frozen=True)
class Answer:
    """What a typed place may be: one commune, several to choose from (`are_more`: not all of them), or
    none.
    """

    communes: tuple[Commune, ...] = ()
    are_more: bool = False

    @property
    def commune(self) -> Commune | None:
        """Returns the commune that is meant, if only one can be."""
        return self.communes[0] if len(self.communes) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.communes) > 1


class CommuneQuerySet(QuerySet["Commune"]):
    def called(self, typed: str) -> Answer:
        """Returns what a typed name, part of a name, postcode or code may be, in one query, or two for an
        INSEE code or a number that closes a name.
        """
        asked = names.asked(typed)
        if asked.address:
            return Answer(tuple(self.filter(insee_code=asked.address)[:1]))
        if asked.is_empty:
            return Answer()
        fitting = list(self._fitting(asked, asked.words)[: _MAX_READ + 1])
        if not fitting and asked.code:
            return Answer(tuple(self.filter(insee_code=asked.code)))
        if not fitting and asked.department_last:
            return self.called(asked.department_last)
        return _answer(fitting, asked)

    def suggested(self, typed: str) -> list[Commune]:
        """Returns at most `MAX_OFFERED` communes with their département that go on as typed, the most
        likely first, in two or three queries: a join would be made for all before the first are taken.
        """
        asked = names.asked(typed)
        if len(asked.begun.replace(" ", "")) < 2:
            return []
        communes = self.prefetch_related("department")
        found = list(communes._fitting(asked, asked.words)[:MAX_OFFERED])
        if len(found) < MAX_OFFERED and asked.begun != asked.words:
            known = [commune.pk for commune in found]
            begun = communes._fitting(asked, asked.begun).exclude(pk__in=known)
            found += begun[: MAX_OFFERED - len(found)]
        meant = _meant(found, asked)
        return sorted(found, key=lambda commune: commune != meant)

    def found_by(self, typed: str) -> CommuneQuerySet:
        """Returns all communes that go on as typed, the most likely first; none for no words at all."""
        asked = names.asked(typed)
        found = self.select_related("department")
        return found._fitting(asked, asked.words) if asked.words else self.none()

    def likely_first(self) -> CommuneQuerySet:
        """Orders by those of a Park, those of its départements, all others; the largest first."""
        parks = apps.get_model("territory.Park")
        of_park = parks.communes.through.objects.values("commune")
        around = parks.departments.through.objects.values("department")
        place = Case(
            When(pk__in=of_park, then=0),
            When(department__in=around, then=1),
            default=2,
            output_field=IntegerField(),
        )
        return self.alias(likely=place).order_by(
            "likely", F("population").desc(nulls_last=True), "name", "insee_code"
        )

    def _fitting(self, asked: names.Asked, words: str) -> CommuneQuerySet:
        """Returns the communes with a postcode, a name or a part of a name that goes on with `words`.

        First those whose name begins with these whole words, then those where they stand later in it,
        then those where the last word goes on.
        """
        keys = apps.get_model("territory.CommuneKey").objects.order_by()
        found = self.filter(pk__in=keys.filter(text__startswith=words).values("commune"))
        if asked.department:
            found = found.filter(department=asked.department)
        if asked.postcode:
            found = found.filter(pk__in=keys.filter(text=asked.postcode).values("commune"))
        closeness = Case(
            When(Q(folded=words) | Q(folded__startswith=f"{words} "), then=0),
            When(Q(folded__endswith=f" {words}") | Q(folded__contains=f" {words} "), then=1),
            default=2,
            output_field=IntegerField(),
        )
        likely = found.alias(closeness=closeness).likely_first()
        return likely.order_by("closeness", *likely.query.order_by)


def _answer(fitting: list[Commune], asked: names.Asked) -> Answer:
    """Decides which of these communes, the closest first, can be meant."""
    are_more = len(fitting) > _MAX_READ
    fitting = [each for each in fitting if _contains(each, asked.words)] or fitting
    if asked.code:
        fitting = [each for each in fitting if each.is_arrondissement] or fitting
    if meant := _meant(fitting, asked):
        return Answer((meant,))
    return Answer(tuple(fitting[:MAX_OFFERED]), are_more or len(fitting) > MAX_OFFERED)


def _meant(fitting: list[Commune], asked: names.Asked) -> Commune | None:
    """Returns the commune of exactly this name, if no other begins so or it is by far the largest."""
    begun = [each for each in fitting if f"{each.folded} ".startswith(f"{asked.words} ")]
    same = [each for each in begun if each.folded == asked.words]
    if not same:
        return None
    meant = max(same, key=lambda each: each.population or 0)
    others = [each for each in begun if each != meant and not each.is_arrondissement]
    if (asked.department or asked.postcode) and len(same) == 1:
        return meant
    largest = max((each.population or 0 for each in others), default=0)
    return meant if not others or (meant.population or 0) >= _BY_FAR * max(largest, 1) else None


def _contains(commune: Commune, words: str) -> bool:
    return f" {words} " in f" {commune.folded} "
