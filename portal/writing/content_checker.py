"""Wagtail’s content checker with our rules and messages: in the preview, and on the site when signed in.

It checks the rendered page; the rest of `writing` checks the text that was typed.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from portal.writing.rules import VAGUE_LINKS


class PortalChecker(ContentCheckerItem):
    #: The content only: editors cannot change the page layout around it.
    axe_include = ["#contenu"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-redundant-alt", "vague-link"]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        # The label above an advice or example block is not a heading.
        {"id": "p-as-heading", "selector": "p:not(.block-label)", "enabled": True},
        {
            "id": "vague-link",
            "impact": "serious",
            "selector": "a[href]",
            "tags": ["best-practice"],
            "any": ["check-vague-link"],
            "enabled": True,
        },
    ]
    #: `check-vague-link` is implemented in the script below.
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "check-vague-link", "options": {"vague": sorted(VAGUE_LINKS)}},
    ]
    axe_messages = {
        "alt-text-quality": {
            "error_name": _("La description de l’image ressemble à un nom de fichier"),
            "help_text": _("Dites en une phrase ce que montre l’image."),
        },
        "button-name": {
            "error_name": _("Bouton sans texte"),
            "help_text": _("Dites ce que fait le bouton."),
        },
        "empty-heading": {
            "error_name": _("Titre vide"),
            "help_text": _("Écrivez le titre, ou supprimez le bloc."),
        },
        "empty-meta-description": {
            "error_name": _("La page n’a pas de résumé"),
            "help_text": _("Écrivez-le dans l’onglet « Contenu » : les moteurs le montrent."),
        },
        "empty-table-header": {
            "error_name": _("Colonne sans titre"),
            "help_text": _("Dites en un mot ce que contient la colonne."),
        },
        "frame-title": {
            "error_name": _("Cadre sans titre"),
            "help_text": _("Dites ce qu’il montre."),
        },
        "heading-order": {
            "error_name": _("Un titre saute un niveau"),
            "help_text": _("Ajoutez un intertitre avant lui, ou faites-en un intertitre."),
        },
        "image-redundant-alt": {
            "error_name": _("La description de l’image répète le texte voisin"),
            "help_text": _("Dites ce que montre l’image, ou laissez la description vide."),
        },
        "input-button-name": {
            "error_name": _("Bouton sans texte"),
            "help_text": _("Dites ce que fait le bouton."),
        },
        "link-name": {
            "error_name": _("Lien sans texte"),
            "help_text": _("Dites ce que l’on trouve au bout du lien."),
        },
        "p-as-heading": {
            "error_name": _("Un paragraphe en gras tient lieu de titre"),
            "help_text": _("Faites-en un intertitre : il entre alors dans le sommaire de la page."),
        },
        "vague-link": {
            "error_name": _("Le lien ne dit pas où il mène"),
            "help_text": _("Nommez ce que l’on trouve au bout, plutôt que « cliquez ici »."),
        },
    }

    class Media:
        js = ["js/content_checks.js"]
