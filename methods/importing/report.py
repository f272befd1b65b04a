"""Tells a person, before a sheet is made, what was imported and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.utils import label_for_field
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from methods.importing.converter.markup import is_followed
from methods.importing.converter.sheet import ORIGINS, SheetDraft
from methods.models import MethodSheetPage
from portal.documents.bounds import MAX_PICTURES
from portal.documents.outline import Leftover, Origin, Outline, Remark, plain_text, runs_in

REMARKS = {
    Remark.TRACKED_CHANGES: gettext_lazy(
        "Le document contient des modifications suivies : les ajouts sont gardés, ce qui était barré est "
        "laissé de côté."
    ),
    Remark.PICTURES_UNREADABLE: gettext_lazy(
        "Certaines images sont d’un format que le site ne sait pas montrer : elles ne sont pas reprises."
    ),
    Remark.PICTURES_OUTSIDE_TEXT: gettext_lazy(
        "Les images placées hors du texte (logo d’en-tête, fond de page…) ne sont pas reprises."
    ),
    Remark.PICTURES_TOO_MANY: gettext_lazy(
        "Le document contient plus de %(most)d images : les suivantes ne sont pas reprises."
    ),
    Remark.PDF_LAYOUT: gettext_lazy(
        "Un PDF ne dit pas ce qui est titre, liste ou tableau : cela est deviné d’après la mise en page. "
        "Relisez bien, surtout les tableaux. Si vous avez le document d’origine, préférez-le."
    ),
}
LONGEST_EXCERPT = 140


@dataclass(frozen=True)
class Report:
    taken: list[str]
    remarks: list[str]


def report_on(outline: Outline, draft: SheetDraft, *, has_picture_right: bool) -> Report:
    remarks = [str(REMARKS[remark]) % {"most": MAX_PICTURES} for remark in outline.remarks]
    if draft.pictures and not has_picture_right:
        remarks.append(
            _(
                "Vous n’avez pas le droit d’ajouter des images : celles du document ne seront pas "
                "reprises. Demandez-les à l’équipe du réseau."
            )
        )
    remarks += [_told(leftover) for leftover in (*outline.left_out, *draft.leftovers)]
    return Report(list(_taken(outline, draft)), remarks)


def _told(leftover: Leftover) -> str:
    """The origin of a leftover and its beginning; “[…]” separates texts that were not neighbours."""
    pieces = [" ".join(text.split()) for text in plain_text(leftover).splitlines()]
    between = " […] " if leftover.origin in (Origin.STRUCK, Origin.HIDDEN) else " "
    said = between.join(pieces)
    excerpt = said if len(said) <= LONGEST_EXCERPT else f"{said[:LONGEST_EXCERPT].rstrip()}…"
    return f"{ORIGINS[leftover.origin]}\N{NO-BREAK SPACE}: « {excerpt} »"


def _taken(outline: Outline, draft: SheetDraft) -> Iterator[str]:
    if draft.title:
        yield _("le titre")
    names = {capfirst(str(label_for_field(name, MethodSheetPage))): None for name in draft.fields}
    if names:
        yield _("des champs de la fiche : %(names)s") % {"names": ", ".join(names)}
    links = len({run.href for run in runs_in(outline) if is_followed(run.href)})
    for number, text in (
        (draft.count("step"), ngettext("%d étape", "%d étapes", draft.count("step"))),
        (draft.count("heading"), ngettext("%d intertitre", "%d intertitres", draft.count("heading"))),
        (draft.count("table"), ngettext("%d tableau", "%d tableaux", draft.count("table"))),
        (len(draft.pictures), ngettext("%d image", "%d images", len(draft.pictures))),
        (links, ngettext("%d lien", "%d liens", links)),
        (len(outline.notes), ngettext("%d note", "%d notes", len(outline.notes))),
    ):
        if number:
            yield text % number
    words = draft.word_count
    yield ngettext("%d mot", "%d mots", words) % words
