"""Page frame: header, footer, navigation, hero."""

from typing import Any

from django.core.paginator import Paginator

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, Stored, state

_DOORS = [
    {
        "label": "Comprendre et animer",
        "hint": "La démarche et ses fiches",
        "url": "#demarche",
        "kind": "understand",
        "is_current": False,
    },
    {
        "label": "S’inspirer",
        "hint": "Des exemples par thème et par public",
        "url": "#catalogue",
        "kind": "inspire",
        "is_current": False,
    },
    {
        "label": "Participer",
        "hint": "Les prochains rendez-vous",
        "url": "#agenda",
        "kind": "join",
        "is_current": False,
    },
]
_HOSTILE_DOORS = [
    {"label": LONG_WORD, "hint": LONG_WORD, "url": "#mot", "kind": "understand", "is_current": True},
    {"label": LONG_TITLE, "hint": "", "url": "#titre", "kind": "inspire", "is_current": False},
    {"label": "Participer", "hint": LONG_TEXT, "url": "#texte", "kind": "join", "is_current": False},
]
_LINKS = [
    {"label": "Les Parcs", "url": "#parcs", "is_current": False},
    {"label": "Mon classeur", "url": "#classeur", "is_current": False},
]
_LANGUAGES = [
    {"code": "fr", "label": "Français", "url": "#fr", "is_current": True},
    {"code": "en", "label": "English", "url": "#en", "is_current": False},
]
_FOOTER_LINKS = [
    {"label": label, "url": "#pied"}
    for label in ("À propos", "Accessibilité", "Données personnelles", "Mentions légales", "Contact")
]


def _navigation(**changes: Any) -> dict[str, Any]:
    return {
        "home_url": "#accueil",
        "doors": _DOORS,
        "links": _LINKS,
        "languages": _LANGUAGES,
        "search_url": "#recherche",
        "suggestions_url": "",
        "footer_links": _FOOTER_LINKS,
    } | changes


def _doors_at(current: int) -> list[dict[str, Any]]:
    return [door | {"is_current": place == current} for place, door in enumerate(_DOORS)]


def _header_page(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Du banc à l’arrêt de bus",
        "summary": "Une promenade de 1 200 mètres dans Condé-sur-l’Escaut, pour noter ce qui aide.",
        "kind": "join",
        "label": "promenade urbaine",
        "park": {"name": "Parc Scarpe-Escaut", "url": "#parc"},
        "chooses_park": False,
        "listing_picture": None,
        "listing_picture_alt": "",
        "is_demonstration": False,
        "facts": [],
        "easy_read_url": "",
    } | changes


_FACTS = [
    {"label": "Quand", "value": "Samedi 15 mai", "icon": "calendar", "note": "À 10 h", "href": ""},
    {"label": "Où", "value": "Gare routière", "icon": "", "note": "", "href": "#lieu"},
]


def _crumbs(*labels: str) -> list[dict[str, str]]:
    *above, here = labels
    return [*({"label": label, "url": "#niveau"} for label in above), {"label": here, "url": ""}]


_PAGES = Paginator(range(120), 12)

SAMPLES = {
    "site_header": [
        state("Aucune porte ouverte", navigation=_navigation()),
        state("Dans la première porte", navigation=_navigation(doors=_doors_at(0))),
        state("Dans la deuxième porte", navigation=_navigation(doors=_doors_at(1))),
        state(
            "Dans la troisième porte, un accès direct ouvert",
            navigation=_navigation(doors=_doors_at(2), links=[_LINKS[0] | {"is_current": True}]),
        ),
        state(
            "Une seule langue, sans recherche ni accès direct",
            navigation=_navigation(languages=_LANGUAGES[:1], search_url="", links=[]),
        ),
        state("Mots très longs", navigation=_navigation(doors=_HOSTILE_DOORS)),
    ],
    "site_footer": [
        state("Complet", navigation=_navigation()),
        state("Les trois portes seules", navigation=_navigation(links=[], footer_links=[])),
        state(
            "Mots très longs",
            navigation=_navigation(
                doors=_HOSTILE_DOORS, footer_links=[{"label": LONG_WORD, "url": "#pied"}]
            ),
        ),
    ],
    "breadcrumb": [
        state("Court", items=_crumbs("Accueil", "Agenda")),
        state(
            "Long",
            items=_crumbs(
                "Accueil",
                "Les Parcs",
                "Parc Scarpe-Escaut",
                "Renforcer le lien entre voisins",
                LONG_TITLE,
            ),
        ),
        state("Mot très long", items=_crumbs("Accueil", LONG_WORD, LONG_WORD)),
        state("Vide", items=[]),
    ],
    "doors": [
        state("Trois portes", doors=_DOORS),
        state(
            "Sans phrase, titres de niveau 4",
            doors=[door | {"hint": ""} for door in _DOORS],
            heading_level=4,
        ),
        state("Mots très longs", doors=_HOSTILE_DOORS),
    ],
    "hero": [
        state("Titre seul", title="Vivre ensemble dans les Parcs"),
        state(
            "Avec image",
            title="Vivre ensemble dans les Parcs",
            introduction="Un banc bien placé, un jardin à plusieurs : le lien se fabrique avec peu.",
            picture=Stored.PICTURE,
            picture_alt="Sept personnes de tous âges devant un village et des collines",
            kind_label="portail",
            easy_read_url="#facile",
        ),
        state("Titre et texte longs", title=LONG_TITLE, introduction=LONG_TEXT, picture=Stored.PICTURE),
        state("Mot très long", title=LONG_WORD, kind_label=LONG_WORD, introduction=LONG_WORD),
    ],
    "page_header": [
        state("Simple", page=_header_page()),
        state(
            "Avec image et faits",
            page=_header_page(
                listing_picture=Stored.PICTURE,
                listing_picture_alt="À un arrêt de bus, une femme âgée est assise",
                facts=_FACTS,
                easy_read_url="#facile",
            ),
        ),
        state("Démonstration", page=_header_page(kind="understand", is_demonstration=True)),
        state(
            "Titre seul",
            page=_header_page(title="Accessibilité", summary="", kind="", label="", park=None),
        ),
        state(
            "Page du Parc",
            page=_header_page(
                title="Parc Scarpe-Escaut", kind="inspire", label="Parc", chooses_park=True
            ),
        ),
        state("Parc sans page", page=_header_page(park={"name": "Parc Scarpe-Escaut", "url": ""})),
        state(
            "Version facile à lire",
            page=_header_page(easy_read_url="#facile", facts=_FACTS),
            is_easy=True,
        ),
        state(
            "Titre et résumé longs",
            page=_header_page(
                title=LONG_TITLE,
                summary=LONG_TEXT,
                listing_picture=Stored.PICTURE,
                is_demonstration=True,
                facts=_FACTS,
            ),
        ),
        state(
            "Mot très long",
            page=_header_page(
                title=LONG_WORD,
                summary=LONG_WORD,
                label=LONG_WORD,
                park={"name": LONG_WORD, "url": "#parc"},
            ),
        ),
    ],
    "easy_read": [state("Lien", href="#facile")],
    "pdf_link": [state("Lien", href="#pdf")],
    "reading_choice": [
        state("À faire", is_chosen=False, back="/agenda/"),
        state("Fait", is_chosen=True, back="/agenda/"),
    ],
    "search_form": [
        state("Simple", action="#recherche", id="recherche-simple"),
        state(
            "Avec aide et mots cherchés",
            action="#recherche",
            q="jardin partagé",
            hint="Un mot, un thème, le nom d’un Parc.",
            label="Que cherchez-vous ?",
            id="recherche-aide",
        ),
        state("Dans l’en-tête", action="#recherche", compact=True, id="recherche-compacte"),
        state(
            "Dans l’en-tête, avec aide",
            action="#recherche",
            compact=True,
            hint="Un mot, un thème",
            id="recherche-compacte-aide",
        ),
        state(
            "Mots hostiles",
            action="#recherche",
            q=f'"><script>{LONG_WORD}',
            hint=LONG_WORD,
            label=LONG_WORD,
            id="recherche-hostile",
        ),
        state("Sans identifiant donné", action="#recherche"),
        state(
            "Avec des suggestions",
            action="/catalogue/",
            suggestions="/catalogue/suggestions.json",
            id="recherche-suggestions",
        ),
    ],
    "other_questions": [
        state(
            "Une orthographe",
            action="#recherche",
            questions=[{"label": "isolement", "query": "q=isolement"}],
        ),
        state(
            "Plusieurs, longues ou hostiles",
            action="#recherche",
            questions=[
                {"label": label, "query": f"q={number}"}
                for number, label in enumerate(("jardin", LONG_WORD, "<script>"))
            ],
        ),
    ],
    "pagination": [
        state("Première page", page_obj=_PAGES.page(1)),
        state(
            "Au milieu, avec les autres critères",
            page_obj=_PAGES.page(5),
            query="q=jardin&theme=eviter-l-isolement",
        ),
        state(
            "Dernière page, autre paramètre",
            page_obj=_PAGES.page(10),
            parameter="passees",
            label="Pages des rendez-vous passés",
        ),
        state("Deux pages", page_obj=Paginator(range(20), 12).page(1)),
        state("Une seule page", page_obj=Paginator(range(3), 12).page(1)),
    ],
}
