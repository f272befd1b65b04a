"""Subject and paragraphs of each kind of notice, in the active language.

First for one registration, then for several at once.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.registrations.models import NoticeKind


def _confirmed(person, date):
    text = _("C’est noté : nous vous attendons.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("Inscription confirmée : %(title)s"), text, later


def _waiting(person, date):
    return (
        _("Liste d’attente : %(title)s"),
        _("Vous êtes sur la liste d’attente."),
        _why_waiting(person, date),
        _("Dès que des places se libèrent, nous vous l’écrivons, dans l’ordre des inscriptions."),
    )


def _why_waiting(person, date):
    free = date.free_places or 0
    if free >= person.people:
        return _("D’autres personnes attendent déjà des places.")
    if not free:
        return _("Ce rendez-vous est complet pour le moment.")
    left = ngettext("Il reste %(free)d place", "Il reste %(free)d places", free) % {"free": free}
    return _("%(left)s, et vous êtes %(people)d.") % {"left": left, "people": person.people}


def _promoted(person, date):
    text = _("Bonne nouvelle : des places se sont libérées. Votre inscription est confirmée.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("Vous avez une place : %(title)s"), text, later


def _changed(person, date):
    return _("Inscription changée : %(title)s"), _("Le nombre de personnes a été changé.")


def _cancelled(person, date):
    text = _("Votre inscription est annulée. Merci d’avoir prévenu, et à une autre fois.")
    return _("Inscription annulée : %(title)s"), text


def _removed(person, date):
    text = _("L’organisateur a annulé votre inscription. Pour toute question, appelez-le.")
    return _("Inscription annulée : %(title)s"), text


def _link(person, date):
    return (
        _("Votre inscription : %(title)s"),
        _("Votre inscription à ce rendez-vous existe déjà : rien n’a changé. Voici son lien."),
        _("Pour venir plus ou moins nombreux, ouvrez-le."),
        _("Si vous n’avez rien demandé, quelqu’un a sans doute tapé votre adresse."),
    )


def _moved(person, date):
    text = _("Le jour ou l’heure de ce rendez-vous ont changé. Votre inscription reste valable.")
    return _("Changement de date : %(title)s"), text


def _place(person, date):
    text = _("Le lieu de ce rendez-vous a changé. Votre inscription reste valable.")
    return _("Changement de lieu : %(title)s"), text


def _called_off(person, date):
    return _("Annulé : %(title)s"), _("Ce rendez-vous n’a pas lieu à cette date."), date.reason


def _postponed(person, date):
    return _("Reporté : %(title)s"), _("Ce rendez-vous n’a pas lieu à cette date."), date.reason


def _back_on(person, date):
    text = _("Ce rendez-vous a finalement lieu. Votre inscription reste valable.")
    return _("Finalement : %(title)s"), text


def _reminder(person, date):
    text = _("C’est bientôt : nous vous attendons.")
    later = _("Si vous ne pouvez plus venir, dites-le d’un clic : quelqu’un d’autre aura votre place.")
    return _("À bientôt : %(title)s"), text, later


def _thanks(person, date):
    text = _("Merci d’avoir participé. Le compte rendu est sur la page du rendez-vous.")
    return _("Merci : %(title)s"), text


WORDS = {
    NoticeKind.CONFIRMED: _confirmed,
    NoticeKind.WAITING: _waiting,
    NoticeKind.PROMOTED: _promoted,
    NoticeKind.CHANGED: _changed,
    NoticeKind.CANCELLED: _cancelled,
    NoticeKind.REMOVED: _removed,
    NoticeKind.LINK: _link,
    NoticeKind.MOVED: _moved,
    NoticeKind.PLACE: _place,
    NoticeKind.CALLED_OFF: _called_off,
    NoticeKind.POSTPONED: _postponed,
    NoticeKind.BACK_ON: _back_on,
    NoticeKind.REMINDER: _reminder,
    NoticeKind.THANKS: _thanks,
}


def _several_called_off(date):
    text = _("Ce rendez-vous n’a pas lieu à ces dates.")
    return _("%(number)d dates annulées : %(title)s"), text, date.reason


def _several_postponed(date):
    text = _("Ce rendez-vous n’a pas lieu à ces dates.")
    return _("%(number)d dates reportées : %(title)s"), text, date.reason


def _several_elsewhere(date):
    text = _("Le lieu de ce rendez-vous a changé. Vos inscriptions restent valables.")
    return _("Changement de lieu : %(title)s"), text


#: Notices about several dates at once, to one reader.
WORDS_OF_SEVERAL = {
    NoticeKind.CALLED_OFF: _several_called_off,
    NoticeKind.POSTPONED: _several_postponed,
    NoticeKind.PLACE: _several_elsewhere,
}
