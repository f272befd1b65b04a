"""The wording of refusals."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from methods.importing.converter.sheet import MAX_BLOCKS
from portal.documents import bounds, sandbox
from portal.documents.outline import Refusal

MAX_MEGABYTES = sandbox.MAX_BYTES // 1024**2
CHARACTERS_A_PAGE = 3_000

REFUSALS = {
    Refusal.EMPTY: gettext_lazy("Ce fichier est vide."),
    Refusal.PASSWORD: gettext_lazy(
        "Ce document est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis "
        "déposez-le de nouveau."
    ),
    Refusal.BROKEN: gettext_lazy(
        "Ce document est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis déposez la copie."
    ),
    Refusal.UNKNOWN: gettext_lazy(
        "Ce fichier n’est pas un document que nous savons lire. Choisissez un fichier Word (.docx), "
        "LibreOffice (.odt), PDF ou texte (.txt)."
    ),
    Refusal.OLD_WORD: gettext_lazy(
        "Ce document est au vieux format de Word (.doc). Ouvrez-le et enregistrez-le au format .docx."
    ),
    Refusal.RTF: gettext_lazy(
        "Ce document est au format RTF. Ouvrez-le et enregistrez-le au format .docx ou .odt."
    ),
    Refusal.OTHER_OFFICE: gettext_lazy(
        "Ce fichier est un tableur ou une présentation. Seuls les textes deviennent des fiches : "
        "enregistrez-le en PDF, par exemple."
    ),
    Refusal.WEB_PAGE: gettext_lazy(
        "Ce fichier est une page web. Copiez son texte dans un document, puis déposez celui-ci."
    ),
    Refusal.TOO_MUCH: gettext_lazy(
        "Ce document est trop compliqué pour être lu. Découpez-le : une fiche tient en quelques pages."
    ),
    Refusal.BUSY: gettext_lazy(
        "D’autres documents sont en cours de lecture. Déposez le vôtre de nouveau dans une minute."
    ),
    Refusal.MACROS: gettext_lazy(
        "Ce document contient un programme (des macros). Enregistrez-le au format .docx ou .odt, sans "
        "macros, puis déposez-le de nouveau."
    ),
    Refusal.TRAP: gettext_lazy(
        "Ce fichier est fait d’une façon qui pourrait nuire au site : nous ne l’ouvrons pas. "
        "Enregistrez-le de nouveau avec Word ou LibreOffice."
    ),
    Refusal.NO_TEXT: gettext_lazy(
        "Ce PDF ne contient que des images de pages, sans texte. Retrouvez le document d’origine, ou "
        "faites reconnaître le texte avant de le déposer."
    ),
}


def refusal_wording(reason: Refusal) -> str:
    """Explains to a person why their file is refused."""
    match reason:
        case Refusal.TOO_BIG:
            text = _("Ce fichier est trop lourd : il peut peser %(most)d Mo au plus.")
            return text % {"most": MAX_MEGABYTES}
        case Refusal.TOO_LONG:
            text = _(
                "Ce document est trop long pour une fiche. Elle reprend au plus %(characters)s signes "
                "(%(pages)d pages environ), %(blocks)s paragraphes, %(cells)s cases de tableau, et "
                "%(pieces)d titres, étapes, tableaux et images. Découpez-le en plusieurs documents."
            )
            return text % {
                "characters": number_format(bounds.MAX_SIZE.characters, force_grouping=True),
                "pages": bounds.MAX_SIZE.characters // CHARACTERS_A_PAGE,
                "blocks": number_format(bounds.MAX_SIZE.blocks, force_grouping=True),
                "cells": number_format(bounds.MAX_SIZE.cells, force_grouping=True),
                "pieces": MAX_BLOCKS,
            }
    return str(REFUSALS[reason])
