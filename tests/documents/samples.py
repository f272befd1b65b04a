"""Documents of many makers, made anew for each run of the tests. Their words are our own."""

import os
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import typst
from odfdo import Document as OdfDocument
from odfdo import Header as OdfHeader
from odfdo import List as OdfList
from odfdo import Paragraph as OdfParagraph
from PIL import Image

from tests.documents import opendocument as odf
from tests.documents import word
from tests.documents.word import (
    HEADING_NUMBERS,
    Word,
    bullets,
    cell,
    field_link,
    link,
    numbers,
    paragraph,
    part,
    picture,
    row,
    run,
    table,
    text_box,
)


def drawing(colour="green", size=(120, 90), kind="PNG") -> bytes:
    output = BytesIO()
    Image.new("RGB", size, colour).save(output, kind)
    return output.getvalue()


@dataclass(frozen=True)
class Sample:
    """A file. `dropped` are words in it that a reader of the document does not see."""

    name: str
    content: bytes
    dropped: str = ""


SAMPLES: dict[str, Sample] = {}


def sample(extension: str, dropped=""):
    def register(make):
        name = make.__name__
        SAMPLES[name] = Sample(f"{name}.{extension}", make(), dropped)
        return make

    return register


def title(text: str) -> str:
    return paragraph(text, style="Title")


def h(text: str, level=1) -> str:
    return paragraph(text, style=f"Heading{level}")


# Word


@sample("docx")
def word_sheet() -> bytes:
    return Word(
        title("Le porteur de parole")
        + paragraph("Durée : 1 h 30 à 2 h")
        + paragraph("Nombre de participants : 8 à 12 personnes")
        + h("Objectifs")
        + bullets("Donner la parole à chacun", "Se connaître")
        + h("Matériel nécessaire")
        + paragraph("Du papier, des feutres et ", run("une table", bold=True), ".")
        + h("Déroulement")
        + paragraph("Prévoyez large.")
        + numbers("Accueillir : un café, les prénoms", "Poser la question (10 min)", "Écouter")
        + h("Point de vigilance")
        + paragraph("Ne laissez pas une seule personne parler.")
        + h("Pour aller plus loin")
        + paragraph("Lisez la suite.")
    ).content()


@sample("docx")
def word_in_french() -> bytes:
    return Word(
        paragraph("Une soirée jeux", style="Titre1")
        + paragraph("On joue, on parle.")
        + paragraph("Avant la soirée", style="Titre2")
        + paragraph("Réserver la salle.")
        + paragraph("Le jour même", style="Titre3")
        + paragraph("Ouvrir les portes.")
    ).content()


@sample("docx")
def word_counted_headings() -> bytes:
    def counted(text):
        return paragraph(text, style="Heading1", level=0, list_of=HEADING_NUMBERS)

    return Word(
        title("La marche sensible")
        + counted("Préparer le chemin")
        + paragraph("Le parcourir la veille.")
        + counted("Marcher ensemble")
        + bullets("Regarder", "Sentir")
        + counted("Mettre en commun")
        + paragraph("Autour d’une carte.")
    ).content()


@sample("docx", dropped="supprimé ancienne ailleurs effacée")
def word_tracked_changes() -> bytes:
    change = 'w:id="1" w:author="C" w:date="2026-01-01T00:00:00Z"'
    deleted = '<w:r><w:delText xml:space="preserve">supprimé </w:delText></w:r>'
    return Word(
        paragraph(
            run("Un mot "),
            f"<w:ins {change}>{run('ajouté ')}</w:ins>",
            f"<w:del {change}>{deleted}</w:del>",
            run("et gardé."),
        )
        + paragraph(f"<w:moveFrom {change}>{run('ailleurs ')}</w:moveFrom>", run("Ici. "))
        + paragraph(f"<w:moveTo {change}>{run('Venu de loin.')}</w:moveTo>")
        + table(
            row(cell("Nouveau"), cell("Tableau")),
            f"<w:tr><w:trPr><w:del {change}/></w:trPr>"
            + cell(f"<w:p><w:del {change}><w:r><w:delText>effacée</w:delText></w:r></w:del></w:p>")
            + "</w:tr>",
            row(cell("Qui"), cell("Quoi")),
        )
    ).content()


@sample("docx")
def word_notes() -> bytes:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    return Word(
        h("Les sources")
        + paragraph(
            run("Une enquête"), reference.format(2), run(" le dit, une autre"), reference.format(3)
        )
        + paragraph("Et après."),
        notes="".join(
            f'<w:footnote w:id="{number}">{paragraph(text, style="FootnoteText")}</w:footnote>'
            for number, text in ((2, "Enquête de 2007."), (3, "Carnet de terrain."))
        ),
    ).content()


@sample("docx")
def word_comments() -> bytes:
    return Word(
        paragraph(
            '<w:commentRangeStart w:id="0"/>',
            run("Inviter les voisins."),
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        comments='<w:comment w:id="0" w:author="Camille">'
        + paragraph("Et les commerçants ?")
        + "</w:comment>",
    ).content()


@sample("docx")
def word_text_boxes() -> bytes:
    return Word(
        paragraph("Avant la boîte.")
        + paragraph(text_box(paragraph("Dans la boîte ancienne.")))
        + paragraph(text_box(paragraph("Dans la boîte neuve."), has_fallback=False))
        + paragraph("Après les boîtes.")
    ).content()


@sample("docx")
def word_nested_lists() -> bytes:
    return Word(
        paragraph("Les lieux :")
        + bullets("Dehors")
        + bullets("Le jardin", level=1)
        + bullets("La serre", "Le puits", level=2)
        + numbers("Semer", "Arroser", level=3)
        + bullets("Dedans")
        + bullets("Très profond", level=6)
    ).content()


@sample("docx")
def word_merged_cells() -> bytes:
    wide = '<w:gridSpan w:val="{}"/>'
    return Word(
        paragraph("Le planning", style="Caption")
        + table(
            row(cell("Qui"), cell("Quoi"), cell("Quand"), is_heading=True),
            row(cell("Le Parc", more='<w:vMerge w:val="restart"/>'), cell("Invite"), cell("Mars")),
            row(cell(more="<w:vMerge/>"), cell("Anime", "Écoute"), cell("Avril")),
            row(cell("Tout le monde range", more=wide.format(3))),
        )
        + paragraph("Ensuite.")
        + table(
            row(cell("Un titre large", more=wide.format(2))),
            row(cell("Colonne une"), cell("Colonne deux")),
            row(cell("a"), cell(paragraph(link("rId1", "une page")))),
        ),
        links={"rId1": "https://example.org/tableau"},
    ).content()


@sample("docx")
def word_sheet_in_a_table() -> bytes:
    return Word(
        title("Le café des aidants")
        + table(
            row(cell("Objectif"), cell("Souffler un peu")),
            row(cell("Durée"), cell("2 heures")),
            row(cell("Matériel"), cell(bullets("Des tasses", "Une bouilloire"))),
        )
        + paragraph("On se retrouve une fois par mois.")
    ).content()


@sample("docx")
def word_headers_and_footers() -> bytes:
    page = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return Word(
        paragraph("Le texte."),
        parts={
            "word/header1.xml": part("hdr", paragraph("Parc du Vexin français")),
            "word/header2.xml": part("hdr", paragraph("Parc du Vexin français")),
            "word/footer1.xml": part("ftr", paragraph(run("Version de travail "), page)),
            "word/footer2.xml": part("ftr", paragraph(page)),
        },
    ).content()


@sample("docx")
def word_pictures() -> bytes:
    return Word(
        h("Le lieu")
        + paragraph(run("Avant. "), picture("rId1", "Un banc sous un tilleul"), run(" Après."))
        + paragraph("Figure 1 : le banc", style="Caption")
        + paragraph(picture("rId2"))
        + bullets("Un point")
        + paragraph(picture("rId1", "Le même banc"), level=0)
        + paragraph(picture("rId3")),
        pictures={
            "rId1": ("image1.png", drawing()),
            "rId2": ("image2.png", drawing("blue", (90, 120))),
            "rId3": ("image3.emf", b"\x01\x00\x00\x00 no picture of the web"),
        },
    ).content()


@sample("docx")
def word_links() -> bytes:
    return Word(
        paragraph(run("Voir "), link("rId1", "le site"), run(" et "), link("rId2", "écrire"), run("."))
        + paragraph(field_link("https://example.org/champ?a=1&b=2", "un champ"))
        + paragraph(link("rId3", "un fichier à moi"))
        + paragraph(link("rId4", "un piège"))
        + paragraph('<w:hyperlink w:anchor="plus-bas"><w:r><w:t>plus bas</w:t></w:r></w:hyperlink>')
        + h("Un titre ", 2)
        + paragraph(link("rId1", "Titre lié"), style="Heading2"),
        links={
            "rId1": "https://example.org/page",
            "rId2": "mailto:ici@example.org",
            "rId3": "file:///C:/Documents/liste.docx",
            "rId4": "javascript:alert(1)",
        },
    ).content()


@sample("docx")
def word_signs() -> bytes:
    return Word(
        paragraph(
            run("« Bonjour\N{NO-BREAK SPACE}! »"),
            "<w:r><w:tab/></w:r>",
            run("co"),
            "<w:r><w:noBreakHyphen/></w:r>",
            run("construire, soli"),
            "<w:r><w:softHyphen/></w:r>",
            run("darité"),
            "<w:r><w:br/></w:r>",
            run("à la ligne"),
            '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        )
        + paragraph("So\N{SOFT HYPHEN}cial, cœur, n° 3, 1\N{NARROW NO-BREAK SPACE}000 €, 👩‍🌾 jardinière")
        + paragraph(run("<script>alert('non')</script> & <b>pas gras</b>"))
    ).content()


@sample("docx")
def word_right_to_left() -> bytes:
    return Word(
        paragraph(run("أهلا وسهلا بكم في الحديقة", more="<w:rtl/>"), more="<w:bidi/>")
        + paragraph(run("ברוכים הבאים", more="<w:rtl/>"), more="<w:bidi/>")
        + paragraph("Bienvenue au jardin.")
    ).content()


@sample("docx")
def google_docs() -> bytes:
    font = '<w:rFonts w:ascii="Arial"/><w:rtl w:val="0"/>'
    return Word(
        paragraph(run("Fiche du goûter", more=font), style="Title")
        + paragraph(run("Un sous-titre", more=font), style="Subtitle")
        + paragraph(run("Préparation", more=font), style="Heading1")
        + paragraph(run("Acheter des pommes.", more=font))
        + paragraph(run("Étapes", more=font), style="Heading1")
        + "".join(
            paragraph(run(text, more=font), level=0, list_of=word.NUMBERS)
            for text in ("Éplucher", "Couper", "Partager")
        )
        + paragraph("", run("", more=font)),
        styles=word.STYLES | {"Subtitle": "Subtitle", "normal": "normal"},
    ).content()


@sample("docx")
def libreoffice_docx() -> bytes:
    styles = {
        "Titre": "Title",
        "Corpsdetexte": "Body Text",
        "Titreniv1": "Heading 1",
        "Illustration": "Illustration",
    }
    return Word(
        paragraph("Le banc public", style="Titre")
        + paragraph("Où le poser", style="Titreniv1")
        + paragraph("À l’ombre.", style="Corpsdetexte")
        + paragraph(picture("rId1", "Un banc"))
        + paragraph("Illustration 1: Le banc", style="Illustration"),
        styles=styles,
        pictures={"rId1": ("100000.png", drawing())},
    ).content()


@sample("docx")
def pages_docx() -> bytes:
    return Word(
        paragraph("Le troc de plantes", style="Heading")
        + paragraph("Apportez vos boutures.", style="Body")
        + bullets("Des pots", "De la terre"),
        styles={"Heading": "Heading", "Body": "Body"},
    ).content()


@sample("docx")
def word_content_controls() -> bytes:
    def control(content):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    return Word(
        control(title("Une fiche modèle") + paragraph("Dans un contrôle."))
        + paragraph(run("Nom : "), control(run("Camille")), run("."))
        + table(row(control(cell("Une case")), cell("Deux cases")), row(cell("Trois"), cell("Quatre")))
    ).content()


@sample("docx")
def word_formulas() -> bytes:
    formula = "<m:oMath><m:r><m:t>surface</m:t></m:r><m:r><m:t>=longueur</m:t></m:r></m:oMath>"
    return Word(paragraph("Avant.") + paragraph(formula) + paragraph("Après.")).content()


@sample("docx")
def word_diagrams() -> bytes:
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        for text in ("Rencontrer", "Proposer")
    )
    a, dgm = word.NAMESPACES["a"], word.NAMESPACES["dgm"]
    data = (
        f'<dgm:dataModel xmlns:dgm="{dgm}" xmlns:a="{a}"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    )
    return Word(paragraph("Voici le schéma."), parts={"word/diagrams/data1.xml": data.encode()}).content()


@sample("docx")
def word_contents() -> bytes:
    return Word(
        title("Un long guide")
        + paragraph("Avant 1", style="TOC1")
        + paragraph("Pendant 2", style="TOC1")
        + h("Avant")
        + paragraph("On prépare.")
        + h("Pendant")
        + paragraph("On fait.")
    ).content()


@sample("docx")
def word_strict() -> bytes:
    return Word(
        h("Un fichier strict") + paragraph("Selon la norme.") + bullets("Un", "Deux"),
        namespaces=word.STRICT,
    ).content()


@sample("docx")
def word_other_main_part() -> bytes:
    return Word(
        h("Un autre nom") + paragraph("Comme l’écrit Office en ligne."), main="word/document2.xml"
    ).content()


@sample("docx")
def word_typed_lists() -> bytes:
    return Word(
        paragraph(run("1/ ", bold=True), run("Se présenter", bold=True))
        + paragraph("Chacun dit son nom.")
        + paragraph("- d’où il vient ;")
        + paragraph("- ce qu’il aime.")
        + paragraph("2/ Choisir un sujet")
        + paragraph("À main levée :")
        + paragraph("a) ou à bulletin secret")
        + paragraph("3/ Se quitter")
        + paragraph("12 mars : la prochaine fois.")
    ).content()


@sample("docx")
def word_frames() -> bytes:
    inner = table(row(cell("dedans"), cell("aussi")))
    return Word(
        table(row(cell(paragraph("Encadré", style="Heading2"), "À retenir.", bullets("Un", "Deux"))))
        + table(
            row(cell(paragraph(picture("rId1", "Une affiche"))), cell("L’affiche")),
            row(cell(inner), cell("Un tableau dans un tableau")),
        ),
        pictures={"rId1": ("image1.png", drawing("red"))},
    ).content()


# OpenDocument


@sample("odt")
def libreoffice_sheet() -> bytes:
    return odf.open_document(
        odf.paragraph("La chaise musicale", style="P1")
        + odf.heading("Objectifs")
        + odf.items("Rire", "Bouger")
        + odf.heading("Déroulement")
        + odf.items("Placer les chaises", "Mettre la musique : fort", "S’asseoir", style="Numbers")
        + odf.heading("Variantes")
        + odf.paragraph(
            "Avec ",
            '<text:span text:style-name="T1">des coussins</text:span>, ',
            '<text:span text:style-name="T2">sans<text:s text:c="2"/>bruit</text:span> ou ',
            '<text:a xlink:href="https://example.org/variantes">ailleurs</text:a>.<text:line-break/>Fin',
        )
    )


@sample("odt", dropped="disparu")
def libreoffice_notes_and_changes() -> bytes:
    changes = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
        "<text:p>disparu</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    note = (
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Le carnet de bord.</text:p></text:note-body></text:note>"
    )
    annotation = (
        "<office:annotation><dc:creator>Camille</dc:creator>"
        "<text:p>À vérifier</text:p></office:annotation>"
    )
    return odf.open_document(
        changes
        + odf.paragraph(f"Dit dans un carnet{note}", annotation, " et redit.")
        + odf.paragraph("Suite.")
    )


@sample("odt")
def libreoffice_tables_and_pictures() -> bytes:
    def row(*cells):
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text, more=""):
        return f"<table:table-cell {more}>{odf.paragraph(text)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    grid = (
        "<table:table><table:table-column/><table:table-header-rows>"
        + row(cell("Qui"), cell("Quoi"))
        + "</table:table-header-rows>"
        + row(cell("Toutes et tous", 'table:number-columns-spanned="2"'), covered)
        + row(cell("La mairie", 'table:number-rows-spanned="2"'), cell("prête la salle"))
        + row(covered, cell("prête les tables"))
        + "</table:table>"
    )
    frame = (
        "<draw:frame><draw:text-box><text:p>"
        "<draw:frame><draw:image xlink:href='Pictures/a.png'/><svg:desc>Une salle</svg:desc></draw:frame>"
        "Illustration : la salle</text:p></draw:text-box></draw:frame>"
    )
    return odf.open_document(
        odf.heading("La salle") + grid + odf.paragraph("Voir ", frame, " ici."),
        pictures={"Pictures/a.png": drawing()},
    )


@sample("odt")
def google_docs_odt() -> bytes:
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="700"/></style:style><text:list-style style:name="LS1">'
        '<text:list-level-style-number text:level="1" style:num-format="1"/>'
        '<text:list-level-style-bullet text:level="2" text:bullet-char="○"/></text:list-style>'
    )
    inner = odf.paragraph("Ranger") + odf.items("les chaises", "les tables", style="")
    return odf.open_document(
        odf.heading("La fin de la fête")
        + odf.items("Remercier", inner, "Éteindre", style="LS1")
        + odf.paragraph("<text:span text:style-name='T1'>Important</text:span> : la clé."),
        automatic=automatic,
    )


@sample("odt")
def libreoffice_headers_and_contents() -> bytes:
    contents = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Sommaire"
        "</text:index-title-template></text:table-of-content-source><text:index-body>"
        "<text:index-title><text:p>Sommaire</text:p></text:index-title><text:p>Un début 1</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    levels = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        "</text:outline-style>"
    )
    return odf.open_document(
        contents
        + odf.heading("Un début")
        + odf.paragraph("On commence.")
        + odf.heading("Une fin")
        + odf.paragraph("On finit."),
        header="<style:header><text:p>Parc naturel</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>",
        outline=levels,
    )


@sample("odt")
def python_odt() -> bytes:
    document = OdfDocument("text")
    document.body.clear()
    document.body.append(OdfHeader(1, "Écrit par un programme"))
    document.body.append(OdfParagraph("Avec une phrase simple."))
    document.body.append(OdfList(["premier", "second"]))
    output = BytesIO()
    document.save(output)
    return output.getvalue()


# Plain text


@sample("txt")
def notes_in_utf8() -> bytes:
    return (
        "Le tour de table\n\nObjectif : se connaître\nDurée : 20 min\n"
        "Matériel :\n- une balle\n- une montre\n\n"
        "Étape 1 : Former le cercle\nTout le monde debout.\nÉtape 2 : Lancer la balle\n"
        "Qui la reçoit dit son prénom.\n\nConseil : allez doucement.\n"
    ).encode()


@sample("txt")
def notes_of_windows() -> bytes:
    return "Réunion d’équipe – cœur de village\r\n\r\n• bilan\r\n• suite\r\n\r\nÀ bientôt…\r\n".encode(
        "cp1252"
    )


@sample("txt")
def notes_of_notepad() -> bytes:
    return "Le marché\r\n1. Venir tôt\r\n2. Parler à chacun\r\n3. Noter\r\n".encode("utf-16")


@sample("txt")
def wrapped_mail() -> bytes:
    return (
        "Bonjour à toutes et à tous,\n\nNous nous retrouvons samedi au jardin partagé pour préparer la\n"
        "fête des voisins, avec ce que chacun voudra bien apporter de chez\nlui et de bonne humeur.\n\n"
        "Voici ce que nous avons prévu pour que la journée soit belle et\n"
        "que personne ne reste de côté :\n- des tables et des chaises pour quarante personnes au moins,\n"
        "  que la mairie prête\n- de la musique\n"
    ).encode()


@sample("txt")
def nested_notes() -> bytes:
    return (
        "Les grandes questions du territoire\n· se loger :\n- où\n- comment\n. à quel prix\n"
        "· se déplacer\n\nAutre chose encore, qui n’a rien à voir avec ce qui précède.\n"
    ).encode()


# PDF


def typeset(source: str, **files: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name.replace("_", ".")).write_bytes(content)
        main = Path(folder) / "main.typ"
        main.write_text(source)
        return typst.compile(os.fspath(main), root=folder)


@sample("pdf")
def pdf_sheet() -> bytes:
    return typeset(
        '#set text(lang: "fr", font: "New Computer Modern", hyphenate: false)\n'
        "= La fresque du quartier\n\nOn dessine à plusieurs, chacun sa rue.\n\n== Préparation\n\n"
        "Dérouler le papier sur une grande table et sortir les feutres de toutes les couleurs.\n\n"
        '== Ensuite\n\n- dessiner\n- raconter\n\nVoir #link("https://example.org/fresque")[la page].\n\n'
        '#image("a.png", width: 4cm)\n\nC’est *tout* pour _aujourd’hui_.\n',
        a_png=drawing(size=(160, 120)),
    )


@sample("pdf", dropped="")
def pdf_with_margins() -> bytes:
    return typeset(
        '#set text(lang: "fr", hyphenate: false)\n'
        "#set page(header: [Parc du Vexin], footer: context [Page #counter(page).display()])\n"
        "= Un guide\n"
        + "".join(f"\nPartie {number} du guide, avec ses mots.\n#pagebreak()\n" for number in range(3))
        + "\nFin du guide.\n"
    )


@sample("pdf")
def pdf_steps() -> bytes:
    return typeset(
        '#set text(lang: "fr", hyphenate: false)\n= Mode d’emploi\n\n1. Ouvrir la porte\n'
        "2. Allumer la lumière\n3. Accueillir les gens\n\nPuis fermer.\n"
    )


@sample("pdf")
def pdf_table() -> bytes:
    return typeset(
        '#set text(lang: "fr", hyphenate: false)\n= La veillée\n\nVoici qui fait quoi.\n\n'
        "#table(columns: (1fr, 2fr, 1fr), [*Qui*], [*Quoi*], [*Quand*], [Le Parc], "
        "[Anime la rencontre et note tout ce qui se dit ce soir-là autour de la table.\n\nPuis range.], "
        "[À dix-huit heures], [La mairie], [], [Après])\n\nEt chacun apporte à manger.\n\n"
        "#table(columns: 3, table.cell(colspan: 2)[Un titre pour deux], [seul], [du pain], [du sel], "
        "[de l’eau])\n"
    )


@sample("pdf")
def pdf_with_a_table_above() -> bytes:
    return typeset(
        '#set text(lang: "fr", hyphenate: false)\n'
        "#set page(header: table(columns: 2, inset: 2pt, [Parc], [du], [Vexin], [Page]))\n= Un guide\n"
        + "\n#pagebreak()\n".join(f"\nPartie {number} du guide.\n" for number in range(3))
    )
