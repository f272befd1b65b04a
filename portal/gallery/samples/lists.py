"""Components of lists: cards, terms, badges, pictures, files."""

from typing import Any

from django.utils.safestring import mark_safe

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, Stored, state

_THEMES = [
    {"name": name, "url": "#theme"}
    for name in ("Éviter l’isolement", "Améliorer l’accessibilité", "Cadre de vie")
]
_MANY_THEMES = [
    *_THEMES,
    *(
        {"name": name, "url": "#theme"}
        for name in (
            "Accueillir",
            "Participer",
            "Entraide et solidarités",
            "Bien manger pour tous",
            "Accès aux droits",
            "Transmettre entre générations",
            LONG_WORD,
        )
    ),
]
_AUDIENCES = [{"name": "Aînés", "slug": "aines"}, {"name": "Familles", "slug": "familles"}]
_TAGS = [{"name": "trottoirs", "slug": "trottoirs"}, {"name": LONG_WORD, "slug": "mot-long"}]
_TERMS = {
    "themes": [{"name": "Éviter l’isolement", "slug": "eviter-l-isolement"}],
    "audiences": _AUDIENCES,
    "tags": _TAGS,
}


def _related_page(reasons: list[str] | None = None, **says: Any) -> dict[str, Any]:
    page = {
        "title": "Un jardin partagé pour tout un quartier",
        "url": "#page",
        "kind": "join",
        "kind_label": "atelier thématique",
        "summary": "Des voisins de tous âges cultivent le même jardin.",
        "park": {"name": "Scarpe-Escaut"},
    }
    return {"page": page | says, "reasons": reasons or ["même mot-clé : jardin"]}


_ICONS = [
    "clock",
    "people",
    "bag",
    "target",
    "pin",
    "calendar",
    "phone",
    "mail",
    "euro",
    "bus",
    "rain",
    "search",
    "arrow",
    "back",
    "check",
    "partly",
    "cross",
    "info",
    "warning",
    "download",
    "print",
    "book",
    "advice",
    "question",
    "map",
    "home",
    "hand",
    "screen",
    "binder",
    "up",
    "down",
]
_STATUSES = {
    "info": "Bon à savoir",
    "success": "Enregistré",
    "warning": "À vérifier",
    "error": "Refusé",
    "proposed": "Proposée",
    "decided": "Décidée",
    "ongoing": "En cours",
    "done": "Réalisée",
    "abandoned": "Abandonnée",
    "scheduled": "Prévue",
    "cancelled": "Annulée",
    "postponed": "Reportée",
    "late": "En retard",
    "past": "Passé",
    "preparation": "En préparation",
    "completed": "Terminé",
    "suspended": "Suspendu",
}


def _page(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Du banc à l’arrêt de bus",
        "url": "#page",
        "summary": "Une promenade de 1 200 mètres pour noter ce qui aide et ce qui bloque.",
        "kind": "join",
        "kind_label": "promenade urbaine",
        "listing_picture": Stored.PICTURE,
        "listing_picture_alt": "À un arrêt de bus, une femme âgée est assise, une autre attend",
        "is_demonstration": False,
        "park": {"name": "Parc Scarpe-Escaut"},
        "listed_themes": _THEMES[:1],
    } | changes


def _excerpt(**changes: str) -> dict[str, str]:
    return {
        "title": mark_safe("Du <mark>banc</mark> à l’arrêt de bus"),
        "text": mark_safe(
            "… on compte les <mark>bancs</mark> et les marches. On note où l’on s’assoit …"
        ),
        "source": "",
    } | changes


def _document(**changes: Any) -> dict[str, Any]:
    return {
        "url": "#document",
        "title": "Diaporama de présentation de la démarche",
        "file_extension": "pdf",
        "file_size": 1_482_000,
    } | changes


SAMPLES = {
    "card": [
        state(
            "Comprendre",
            page=_page(
                title="Le tour de table", kind="understand", kind_label="fiche méthode", park=None
            ),
        ),
        state(
            "S’inspirer",
            page=_page(title="Renforcer le lien entre voisins", kind="inspire", kind_label="projet"),
            meta="En cours",
        ),
        state("Participer", page=_page(), meta="Samedi 15 mai, gare routière"),
        state("Sans image", page=_page(listing_picture=None), heading_level=2),
        state("Date sans Parc", page=_page(listing_picture=None, park=None), meta="Samedi 15 mai"),
        state(
            "Comprendre, sans image ni résumé",
            page=_page(
                kind="understand", kind_label="temps", listing_picture=None, summary="", park=None
            ),
        ),
        state(
            "S’inspirer, sans image ni thème",
            page=_page(
                kind="inspire", kind_label="Parc", listing_picture=None, listed_themes=[], park=None
            ),
        ),
        state("Démonstration", page=_page(is_demonstration=True)),
        state(
            "À mettre de côté",
            page=_page(pk=21, is_printed=True),
            back="/rechercher/?q=banc",
        ),
        state(
            "Qui ne se met pas de côté",
            page=_page(pk=22, is_printed=False, listed_themes=[]),
            back="/rechercher/?q=banc",
        ),
        state("Trouvée, mots marqués", page=_page(listing_picture=None), excerpt=_excerpt()),
        state(
            "Trouvée dans un document",
            page=_page(listing_picture=None),
            excerpt=_excerpt(source="Guide de l’accueil à pied"),
        ),
        state(
            "Beaucoup de thèmes, titre et résumé longs",
            page=_page(
                title=LONG_TITLE,
                summary=LONG_TEXT,
                listed_themes=_MANY_THEMES,
                is_demonstration=True,
            ),
        ),
        state(
            "Mot très long",
            page=_page(
                title=LONG_WORD,
                summary=LONG_WORD,
                kind_label=LONG_WORD,
                park={"name": LONG_WORD},
            ),
            meta=LONG_WORD,
        ),
        state(
            "Page sans famille",
            page=_page(
                title="Accessibilité",
                kind="",
                kind_label="page simple",
                listing_picture=None,
                listed_themes=[],
                park=None,
            ),
        ),
    ],
    "tag_list": [
        state("Liens", tags=_THEMES),
        state("Adresses à compléter", tags=_AUDIENCES, base="#publics/", label="Pour qui"),
        state("Sans lien", tags=_AUDIENCES, label="Pour qui"),
        state("Grands, à toucher", tags=_MANY_THEMES, large=True),
        state("Mot très long", tags=_TAGS, base="#mots-cles/", label=LONG_WORD),
        state("Vide", tags=[], label="Thèmes"),
    ],
    "page_terms": [
        state("Avec liens", terms=_TERMS, catalogue_url="#catalogue/"),
        state("Sans page Rechercher", terms=_TERMS, catalogue_url=""),
        state(
            "Vide",
            terms={"themes": [], "audiences": [], "tags": []},
            catalogue_url="#catalogue/",
        ),
    ],
    "badge": [
        state("Simple", text="Fiche méthode"),
        state("Comprendre", text="Fiche méthode", kind="understand"),
        state("S’inspirer", text="Projet", kind="inspire"),
        state("Participer, avec lien", text="Promenade urbaine", kind="join", href="#agenda"),
        *(state(status, text=text, status=status) for status, text in _STATUSES.items()),
        state("Statut, avec lien", text="En cours", status="ongoing", href="#action"),
        state("Texte long", text=LONG_TITLE, status="decided"),
        state("Mot très long", text=LONG_WORD, kind="join"),
    ],
    "empty": [
        state("Titre seul", title="Aucun rendez-vous annoncé"),
        state(
            "Avec la suite",
            title="Rien ne correspond",
            text="Essayez un autre mot, ou retirez un filtre.",
            href="#tout",
            link_label="Tout voir",
            heading_level=3,
        ),
        state("Mots très longs", title=LONG_WORD, text=LONG_WORD, href="#tout", link_label=LONG_WORD),
    ],
    "demonstration": [
        state("Sur une page"),
        state("Sur une carte", small=True),
    ],
    "picture": [
        state("Dessin", image=Stored.DRAWING, alt="Un jardin partagé"),
        state(
            "Photographie, vue en premier",
            image=Stored.PHOTO,
            alt="Un jardin partagé",
            sizes="(min-width: 64rem) 44rem, 94vw",
            eager=True,
        ),
        state("Décor seulement", image=Stored.PICTURE, alt="", **{"class": "hero__picture"}),
        state("Sans image", image=None, alt=""),
    ],
    "related_pages": [
        state(
            "Plusieurs",
            related_pages=[
                _related_page(reasons=["même thème : isolement", "mêmes publics : aînés, familles"]),
                _related_page(kind="inspire", kind_label="projet", summary="", park=None),
            ],
        ),
        state(
            "Longs mots",
            related_pages=[_related_page(title=LONG_WORD, summary=LONG_TEXT, reasons=[LONG_WORD])],
        ),
        state(
            "À mettre de côté",
            related_pages=[_related_page(pk=23, is_printed=True), _related_page(pk=24, is_printed=False)],
            back="/la-demarche/fiche/",
        ),
    ],
    "icon": [
        *(state(name, name=name) for name in _ICONS),
        state("Nom inconnu", name="licorne"),
    ],
    "download": [
        state("Titre du fichier", document=_document()),
        state("Autre nom", document=_document(), label="Le compte rendu de la réunion"),
        state("Poids inconnu", document=_document(file_extension="odt", file_size=None)),
        state("Mot très long", document=_document(title=LONG_WORD, file_extension=LONG_WORD)),
    ],
}
