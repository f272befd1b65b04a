"""Emails to subscribers. The caller activates their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.feeds.feeds import printable
from portal.mail.messages import Entry, Group, Link, Message
from portal.territory.dates import in_words
from projects.calendars.feeds import FedDate
from projects.subscriptions import links, weeks
from projects.subscriptions.models import Subscription
from projects.subscriptions.querysets import CONFIRMED_WITHIN

#: Longer messages are not read, and some programs truncate them.
MOST_DATES = 30


@dataclass(frozen=True)
class Coming:
    """The dates of a selection in a period, and the URL of the agenda that shows them."""

    choice: str
    address: str
    first_day: date
    last_day: date
    dates: list[FedDate]


def confirmation(subscription: Subscription, choice: str) -> Message:
    return Message(
        subject=_("À confirmer : l’agenda par e-mail"),
        paragraphs=(
            _("Bonjour,"),
            _(
                "Quelqu’un, vous sans doute, a demandé à recevoir à cette adresse, chaque lundi, "
                "les rendez-vous qui viennent."
            ),
            _("Le choix : %(choice)s.") % {"choice": choice},
            _("Rien n’est envoyé tant que vous ne l’avez pas confirmé."),
        ),
        language=subscription.language,
        links=(Link(_("Voir et confirmer"), links.address(subscription)),),
        notes=(
            _(
                "Si vous n’avez rien demandé, ne faites rien : votre adresse est effacée au bout de "
                "%(days)d jours."
            )
            % {"days": CONFIRMED_WITHIN.days},
        ),
        unsubscribe=links.address(subscription, "stop"),
    )


def link_again(subscription: Subscription, choice: str) -> Message:
    return Message(
        subject=_("Votre abonnement aux rendez-vous"),
        paragraphs=(
            _("Bonjour,"),
            _("Vous recevez déjà ces rendez-vous chaque lundi. Voici le lien vers votre abonnement."),
            _("Le choix : %(choice)s.") % {"choice": choice},
            _("Si vous n’avez rien demandé, quelqu’un a sans doute tapé votre adresse. Rien n’a changé."),
        ),
        language=subscription.language,
        links=(_own_link(subscription),),
        notes=_notes(),
        unsubscribe=links.address(subscription, "stop"),
    )


def digest(subscription: Subscription, coming: Coming) -> Message:
    """Lists the dates missing in the last digest first, at most MOST_DATES, then a link to the others."""
    told_at = subscription.last_sent_at
    new: list[FedDate] = []
    known: list[FedDate] = []
    for each in coming.dates:
        (new if told_at and _is_new(each, told_at) else known).append(each)
    groups = (
        _group(_("Nouveau"), new[:MOST_DATES]),
        _group(_("Déjà annoncé") if told_at else _("À venir"), known[: max(0, MOST_DATES - len(new))]),
    )
    first, last = coming.first_day, coming.last_day
    words = "j F" if first.year == last.year else "j F Y"
    days = {"first": in_words(first, words), "last": in_words(last)}
    return Message(
        subject=_("Rendez-vous du %(first)s au %(last)s") % days,
        paragraphs=(_("Votre choix : %(choice)s.") % {"choice": coming.choice},),
        language=subscription.language,
        groups=tuple(group for group in groups if group.entries),
        links=(_to_the_agenda(coming), _own_link(subscription)),
        notes=_notes(),
        unsubscribe=links.address(subscription, "stop"),
        list_name="agenda",
    )


def farewell(subscription: Subscription, address: str) -> Message:
    return Message(
        subject=_("Votre abonnement aux rendez-vous s’arrête"),
        paragraphs=(
            _("Bonjour,"),
            _(
                "Vous receviez chaque lundi un choix de rendez-vous. Un Parc, un thème ou un autre "
                "filtre de ce choix n’existe plus sur le site : plutôt que de vous écrire autre chose, "
                "nous nous arrêtons là, et votre abonnement est effacé."
            ),
            _("Pour faire un nouveau choix, partez de l’agenda."),
        ),
        language=subscription.language,
        links=(Link(_("Voir les rendez-vous"), address),),
    )


def _is_new(date: FedDate, told_at: datetime) -> bool:
    """Whether a digest sent then could not contain the date: not public yet, or too far away."""
    occurrence = date.occurrence
    published = occurrence.event.first_published_at or occurrence.created_at
    announced = max(occurrence.created_at, published)
    return announced > told_at or occurrence.day > weeks.last_day_told(told_at)


def _group(title: str, dates: list[FedDate]) -> Group:
    return Group(title, tuple(map(_entry, dates)))


def _entry(date: FedDate) -> Entry:
    occurrence, event = date.occurrence, date.event
    place = (event.place_name, event.commune.name if event.commune else "")
    lines = (
        capfirst(occurrence.when),
        printable(", ".join(part for part in place if part)),
        "" if date.takes_place else occurrence.reason,
        date.places,
        _("Contenu de démonstration") if event.is_demonstration else "",
    )
    return Entry(date.title, date.url, tuple(line for line in lines if line), date.item.language)


def _to_the_agenda(coming: Coming) -> Link:
    others = len(coming.dates) - MOST_DATES
    if others <= 0:
        return Link(_("Voir ces rendez-vous sur le site"), coming.address)
    label = ngettext(
        "Voir %(number)d autre date sur le site", "Voir %(number)d autres dates sur le site", others
    )
    return Link(label % {"number": others}, coming.address)


def _own_link(subscription: Subscription) -> Link:
    return Link(_("Me désabonner ou voir mes données"), links.address(subscription))


def _notes() -> tuple[str, ...]:
    return (
        _("Ce lien est le vôtre : qui l’a peut arrêter votre abonnement."),
        _("Votre adresse ne sert qu’à cet envoi ; elle est effacée dès que vous vous désabonnez."),
    )
