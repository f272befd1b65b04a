"""Emails to the person who proposed an event, in their language."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from portal.mail.messages import Fact, Link, Message
from projects.agenda.models.occurrences import Occurrence
from projects.parks.models import ParkContact, ParkPage
from projects.proposals.models import Proposal


def received(proposal: Proposal) -> Message:
    with override(proposal.language):
        return _message(
            proposal,
            _("Proposition reçue : %(title)s"),
            _("Merci. Le Parc « %(park)s » a reçu votre proposition de rendez-vous et va la lire."),
            _("Rien n’est encore en ligne. Nous vous écrivons dès que le Parc a décidé."),
            notes=(
                _("Si vous n’avez rien proposé, quelqu’un a sans doute tapé votre adresse."),
                _kept(),
            ),
        )


def published(proposal: Proposal) -> Message:
    with override(proposal.language):
        address = proposal.page.get_full_url() or settings.SITE_URL
        return _message(
            proposal,
            _("Votre rendez-vous est en ligne : %(title)s"),
            _("Le Parc « %(park)s » publie le rendez-vous que vous avez proposé. Partagez-le."),
            _("Si quelque chose change, dites-le au Parc : lui seul peut corriger la page."),
            links=(Link(_("Lire la page du rendez-vous"), address),),
            notes=(_kept(),),
        )


def asked(proposal: Proposal, comment: str) -> Message:
    with override(proposal.language):
        return _message(
            proposal,
            _("Une question sur votre proposition : %(title)s"),
            _("Le Parc « %(park)s » a lu votre proposition et voudrait en savoir plus avant de décider."),
            comment.strip(),
            *([_("Répondez simplement à cet e-mail.")] if _address_of_park(proposal) else []),
            notes=(_kept(),),
        )


def refused(proposal: Proposal, comment: str) -> Message:
    with override(proposal.language):
        return _message(
            proposal,
            _("Votre proposition n’est pas retenue : %(title)s"),
            _("Le Parc « %(park)s » a lu votre proposition et ne la publiera pas."),
            *([_("Voici ce qu’il vous en dit :"), comment.strip()] if comment.strip() else []),
            _("Merci d’avoir proposé. Vous pouvez envoyer une autre proposition quand vous voulez."),
            notes=(_kept(),),
        )


def _message(
    proposal: Proposal,
    subject: str,
    *paragraphs: str,
    links: tuple[Link, ...] = (),
    notes: tuple[str, ...] = (),
) -> Message:
    page = proposal.page
    named = {"title": page.title, "park": page.park or ""}
    first, *others = paragraphs
    return Message(
        subject=subject % named,
        paragraphs=(_("Bonjour %(name)s,") % {"name": proposal.name}, first % named, *others),
        language=proposal.language,
        facts=tuple(fact for fact in _facts(proposal) if fact.value),
        links=links,
        notes=notes,
        reply_to=_address_of_park(proposal),
    )


def _address_of_park(proposal: Proposal) -> str:
    """Returns the first email shown on the public page of the Park; an empty string if there is none."""
    pages = ParkPage.objects.live_and_public().filter(park=proposal.page.park_id)
    contacts = ParkContact.objects.filter(page__in=pages)
    contact = contacts.exclude(email="").order_by("page__path", "sort_order").first()
    return contact.email if contact else ""


def _facts(proposal: Proposal) -> tuple[Fact, ...]:
    page = proposal.page
    date = Occurrence.objects.in_order().of(page).first()
    place = (page.place_name, page.address, str(page.commune or ""))
    return (
        Fact(_("Rendez-vous"), page.title),
        Fact(_("Quand"), date.when if date else ""),
        Fact(_("Où"), ", ".join(part for part in place if part)),
    )


def _kept() -> str:
    days = settings.PROPOSALS_KEPT_DAYS
    return ngettext(
        "Votre nom et votre adresse ne servent qu’à cela ; ils sont effacés %(days)d jour après la "
        "réponse.",
        "Votre nom et votre adresse ne servent qu’à cela ; ils sont effacés %(days)d jours après la "
        "réponse.",
        days,
    ) % {"days": days}
