"""The stream field blocks for editors. Each has a preview and a description of its use."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import StringSegmentValue

from portal.content import link_prefetch

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Intertitre")
        template = "blocks/heading.html"
        description = _("Annonce une partie du texte.")
        preview_value = _("Avant de commencer")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Texte")
        template = "blocks/text.html"
        description = _("Un ou plusieurs paragraphes, avec listes et liens.")
        preview_value = _("<p>Un paragraphe simple, en phrases courtes.</p>")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Ce qu’on fait"), max_length=120)
    text = blocks.RichTextBlock(label=_("Comment faire"), features=SHORT_TEXT_FEATURES, required=False)
    minutes = blocks.IntegerBlock(
        label=_("Durée en minutes"), min_value=1, max_value=1440, required=False
    )

    class Meta:
        icon = "list-ol"
        label = _("Étape")
        template = "blocks/step.html"
        description = _("Une étape à suivre. Les étapes se numérotent toutes seules.")
        preview_value = {
            "title": _("Accueillir chacune et chacun"),
            "text": _("<p>Un mot de bienvenue, un café, les prénoms sur la table.</p>"),
            "minutes": 10,
        }


class AdviceBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Conseil"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "pick"
        label = _("Conseil")
        template = "blocks/advice.html"
        description = _("Ce qui aide à réussir.")
        preview_value = {"text": _("<p>Arrivez un quart d’heure avant tout le monde.</p>")}


class WatchPointBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Point de vigilance"), features=SHORT_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Point de vigilance")
        template = "blocks/watch_point.html"
        description = _("Ce qui peut mal tourner, et comment l’éviter.")
        preview_value = {"text": _("<p>Ne laissez pas une seule personne parler pour toutes.</p>")}


class QuestionsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120, required=False)
    questions = blocks.ListBlock(
        blocks.TextBlock(label=_("Question"), rows=2), label=_("Questions"), min_num=1
    )

    class Meta:
        icon = "help"
        label = _("Questions à poser")
        template = "blocks/questions.html"
        description = _("Des questions à lire telles quelles au groupe.")
        preview_value = {
            "title": _("Pour lancer la parole"),
            "questions": [_("Qu’est-ce qui vous a fait venir aujourd’hui ?")],
        }


class ExampleBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), max_length=120)
    text = blocks.RichTextBlock(label=_("Ce qui s’est passé"), features=SHORT_TEXT_FEATURES)
    page = blocks.PageChooserBlock(label=_("Page à lire ensuite"), required=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["page_shown"] = link_prefetch.page_to_show(value["page"]) if value["page"] else None
        return context

    class Meta:
        icon = "clipboard-list"
        label = _("Exemple")
        template = "blocks/example.html"
        description = _("Un cas concret, pour se représenter la chose.")
        preview_value = {
            "title": _("Un jardin partagé"),
            "text": _("<p>Des voisins de tous âges cultivent le même jardin.</p>"),
            "page": None,
        }


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Citation"), rows=3, help_text=_("Sans guillemets : ils s’ajoutent tout seuls.")
    )
    author = blocks.CharBlock(label=_("Qui le dit"), max_length=120, required=False)
    source = blocks.CharBlock(label=_("Où"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Citation")
        template = "blocks/quotation.html"
        description = _("Les mots exacts d’une personne ou d’un document.")
        preview_value = {
            "text": _("Je suis venue pour le jardin, je reste pour les gens."),
            "author": _("Une habitante"),
            "source": "",
        }


class TableBlock(TypedTableBlock):
    """A table of plain texts; wagtail-localize translates it cell by cell."""

    text = blocks.CharBlock(label=_("Texte"), required=False)

    def get_translatable_segments(self, table):
        return [StringSegmentValue(path, text) for path, text in self._texts(table).items() if text]

    def restore_translated_segments(self, table, segments):
        translated = {segment.path: segment.render_text() for segment in segments}
        table.caption = translated.get("caption", table.caption)
        for number, column in enumerate(table.columns):
            column["heading"] = translated.get(f"heading-{number}", column["heading"])
        for row_number, row in enumerate(table.row_data):
            row["values"] = [
                translated.get(f"cell-{row_number}-{number}", value)
                for number, value in enumerate(row["values"])
            ]
        return table

    @staticmethod
    def _texts(table) -> dict[str, str]:
        """Returns the texts of the table, by segment path."""
        return {
            "caption": table.caption,
            **{f"heading-{number}": column["heading"] for number, column in enumerate(table.columns)},
            **{
                f"cell-{row_number}-{number}": value
                for row_number, row in enumerate(table.row_data)
                for number, value in enumerate(row["values"])
            },
        }

    class Meta:
        icon = "table"
        label = _("Tableau")
        template = "blocks/table.html"
        description = _("Pour comparer. Donnez-lui une légende et des titres de colonnes.")
        preview_value = {
            "caption": _("Qui fait quoi"),
            "columns": [
                {"type": "text", "heading": _("Qui")},
                {"type": "text", "heading": _("Quoi")},
            ],
            "rows": [{"values": [_("Le Parc"), _("Anime les rencontres")]}],
        }


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Légende"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/picture.html"
        description = _("Une image avec sa description pour qui ne la voit pas, et sa légende.")
        preview_template = "blocks/previews/picture.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Nom affiché"),
        max_length=120,
        required=False,
        help_text=_("À défaut, le titre du document."),
    )

    class Meta:
        icon = "download"
        label = _("Téléchargement")
        template = "blocks/download.html"
        description = _("Un fichier à télécharger, avec son format et son poids.")
        preview_template = "blocks/previews/download.html"


@dataclass(frozen=True)
class Run:
    """Consecutive blocks to render together; `first_step` is the number of the first step, or None."""

    blocks: list[blocks.stream_block.StreamValue.StreamChild]
    first_step: int | None = None


def runs(stream: blocks.StreamValue) -> list[Run]:
    """Splits a stream into runs of steps and of other blocks, to number steps through the page."""
    cut = []
    steps_so_far = 0
    for is_step, children in groupby(stream, key=lambda child: child.block_type == "step"):
        run = list(children)
        cut.append(Run(run, steps_so_far + 1 if is_step else None))
        steps_so_far += len(run) if is_step else 0
    return cut


class ProseBlock(blocks.StreamBlock):
    """The blocks of any page."""

    heading = HeadingBlock()
    text = TextBlock(features=RICH_TEXT_FEATURES)
    advice = AdviceBlock()
    watch_point = WatchPointBlock()
    questions = QuestionsBlock()
    example = ExampleBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    picture = PictureBlock()
    download = DownloadBlock()

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["runs"] = runs(value)
        return context

    class Meta:
        template = "blocks/prose.html"


class MethodBlock(ProseBlock):
    """The blocks of a method sheet: those of any page, and steps."""

    step = StepBlock()

    class Meta:
        template = "blocks/prose.html"


class GalleryBlock(blocks.StreamBlock):
    picture = PictureBlock()

    class Meta:
        template = "blocks/gallery.html"


class DownloadsBlock(blocks.StreamBlock):
    download = DownloadBlock()

    class Meta:
        template = "blocks/downloads.html"
