"""Components of dates: time, place, and whether one can register."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, moment, state
from portal.territory.figures import Entry, figure
from portal.territory.maps.drawing import Place, around


def _occurrence(**changes: Any) -> dict[str, Any]:
    starts_at = changes.setdefault("starts_at", moment(15, 10))
    return {
        "day": starts_at.date(),
        "iso_start": starts_at.isoformat(),
        "hours": "de 10 h à 12 h 30",
        "status": "scheduled",
        "reason": "",
        "is_over": False,
    } | changes


def _event(**changes: Any) -> dict[str, Any]:
    """`place` lists the parts of the place, from the building to the commune."""
    place = changes.pop("place", ["Gare routière", "Condé-sur-l’Escaut"])
    return {
        "place_parts": place,
        "title": "Du banc à l’arrêt de bus",
        "url": "#rendez-vous",
        "kind_label": "promenade urbaine",
        "place_name": "Gare routière",
        "commune": {"name": "Condé-sur-l’Escaut"},
        "is_demonstration": False,
    } | changes


def _fact(label: str, value: str, answer: str = "") -> dict[str, str]:
    return {"label": label, "value": value, "answer": answer}


_FEEDS = {
    "title": "S’abonner à l’agenda",
    "text": "Les nouvelles dates arrivent d’elles-mêmes dans votre agenda.",
    "files": [
        {
            "name": "agenda.ics",
            "label": "Dans mon agenda",
            "kind": "iCalendar",
            "icon": "calendar",
        },
        {
            "name": "agenda.atom",
            "label": "Dans mon lecteur de nouvelles",
            "kind": "Atom",
            "icon": "info",
        },
    ],
}


def _day_item(goes_on: bool = False, language: str = "", places=None, **changes: Any) -> dict[str, Any]:
    event = _event(title=changes.pop("title", "Du banc à l’arrêt de bus"))
    occurrence = _occurrence(clock="18 h 30") | changes
    listed = {"occurrence": occurrence, "event": event, "language": language, "places": places}
    return {"listed": listed, "goes_on": goes_on}


def _weeks(items: dict[int, list[dict[str, Any]]], more: int = 0) -> list[list[dict[str, Any]]]:
    """Returns the weeks of May 2027 with these items by day; `more` are hidden items of the last one."""
    first = date(2027, 4, 26)
    days = [first + timedelta(days=number) for number in range(42)]
    cells = [
        {
            "day": day,
            "is_outside": day.month != 5,
            "is_today": (day.month, day.day) == (5, 12),
            "items": items.get(day.day, []) if day.month == 5 else [],
            "more": more if (day.month, day.day) == (5, max(items)) else 0,
        }
        for day in days
    ]
    return [cells[start : start + 7] for start in range(0, 42, 7)]


def _map(*entries: Entry) -> dict[str, Any]:
    """Returns a map of three places of the Vosges, or of the first alone if there is no list."""
    places = [
        Place(1, "Munster", 48.042, 7.135),
        Place(2, "Le Thillot", 47.881, 6.766),
        Place(3, "Giromagny", 47.743, 6.826),
    ]
    shown = around(places if entries else [replace(places[0], number=None)])
    if shown is None:
        raise ValueError("The contours are missing.")
    return asdict(figure(shown, "Carte des rendez-vous", entries=entries))


SAMPLES = {
    "map": [
        state(
            "Avec sa liste",
            map=_map(
                Entry(1, "Cuisiner ensemble", "#cuisine", "12 mai, Munster"),
                Entry(2, "A walk in the valley", "#walk", "13 mai, Le Thillot", "en"),
                Entry(3, LONG_TITLE, "#titre"),
                Entry(None, "Un marché à Saint-Denis", "#marche", "Il n’est pas sur cette carte."),
            ),
        ),
        state("Un seul lieu", map=_map()),
    ],
    "near_me": [state("Dans un formulaire")],
    "month_steps": [
        state("Avant et après", previous=date(2027, 4, 1), next=date(2027, 6, 1), query="vue=mois"),
        state("Rien avant", next=date(2027, 9, 1), query="genre=atelier&vue=mois"),
        state("Rien après", previous=date(2027, 2, 1), query="vue=mois"),
        state("Rien d’autre", query="vue=mois"),
    ],
    "month_grid": [
        state(
            "Chaque état d’une date",
            month=date(2027, 5, 1),
            days_query="genre=atelier",
            weeks=_weeks(
                {
                    1: [_day_item(status="cancelled")],
                    2: [_day_item(is_over=True, language="fr")],
                    12: [_day_item(places={"value": "few", "label": "Dernières places"})],
                    13: [_day_item(places={"value": "waiting", "label": "Complet, liste d’attente"})],
                    15: [_day_item(), _day_item(title="Trois jours de fête")],
                    16: [_day_item(status="postponed"), _day_item(goes_on=True)],
                    31: [_day_item(places={"value": "free", "label": "Places libres"})] * 3,
                },
                more=12,
            ),
        ),
        state(
            "Mots très longs",
            month=date(2027, 5, 1),
            days_query="",
            weeks=_weeks({5: [_day_item(title=LONG_WORD)], 20: [_day_item(title=LONG_TITLE)]}, more=1),
        ),
    ],
    "registration_date": [
        state(
            "Tout est dit",
            item={
                "language": "",
                "occurrence": _occurrence(),
                "event": _event(contact_name="Yvette Caron", contact_phone="03 53 01 12 62"),
            },
            event_url="#rendez-vous",
        ),
        state(
            "Sans page à lire, sans lieu ni contact",
            item={
                "language": "",
                "occurrence": _occurrence(),
                "event": _event(place=[], contact_name="", contact_phone=""),
            },
            event_url="",
        ),
        state(
            "Mot très long",
            item={
                "language": "",
                "occurrence": _occurrence(),
                "event": _event(
                    title=LONG_WORD, place=[LONG_WORD], contact_name=LONG_WORD, contact_phone=LONG_WORD
                ),
            },
            event_url="#rendez-vous",
        ),
    ],
    "selection": [
        state(
            "Un choix",
            choices=["Parc\u00a0: Scarpe-Escaut", "Thème\u00a0: Éviter l’isolement"],
            href="#agenda",
        ),
        state("Tout l’agenda, sans lien", choices=[], href=""),
        state("Mot très long", choices=[LONG_WORD], href="#agenda"),
    ],
    "feeds": [
        state("D’une liste entière", base="#agenda/", query="", **_FEEDS),
        state(
            "D’une recherche",
            base="#agenda/",
            query="genre=atelier&acces=fauteuil",
            by_mail="#agenda/abonnement/",
            **_FEEDS,
        ),
        state(
            "Mots très longs",
            base="#agenda/",
            query="",
            files=_FEEDS["files"],
            title=LONG_TITLE,
            text=LONG_WORD,
        ),
    ],
    "occurrence": [
        state("Prévu", occurrence=_occurrence(), event=_event(), show_event=True),
        state(
            "D’une autre langue que celle du lecteur",
            occurrence=_occurrence(),
            event=_event(),
            show_event=True,
            language="fr",
        ),
        state(
            "Prévu, sur la page du rendez-vous",
            occurrence=_occurrence(),
            event=_event(),
            show_event=False,
        ),
        state(
            "Prévu, à mettre dans son agenda",
            occurrence=_occurrence(),
            event=_event(),
            show_event=False,
            calendar="#agenda.ics",
        ),
        state(
            "Dernières places, dans une liste",
            occurrence=_occurrence(),
            event=_event(),
            show_event=True,
            places={"value": "few", "label": "Dernières places"},
        ),
        state(
            "Places libres, on s’inscrit",
            occurrence=_occurrence(),
            event=_event(),
            show_event=False,
            places={"value": "free", "label": "Places libres"},
            registration="inscription/",
        ),
        state(
            "Complet, on s’inscrit en liste d’attente",
            occurrence=_occurrence(),
            event=_event(),
            show_event=False,
            calendar="#agenda.ics",
            places={"value": "waiting", "label": "Complet, liste d’attente"},
            registration="inscription/",
        ),
        state(
            "Inscriptions closes",
            occurrence=_occurrence(),
            event=_event(),
            show_event=False,
            places={"value": "closed", "label": "Inscriptions closes"},
        ),
        state(
            "Annulé",
            occurrence=_occurrence(status="cancelled", reason="Orages annoncés par Météo-France."),
            event=_event(),
            show_event=True,
            heading_level=4,
        ),
        state(
            "Annulé, sur la page du rendez-vous",
            occurrence=_occurrence(status="cancelled"),
            event=_event(),
            show_event=False,
        ),
        state(
            "Reporté",
            occurrence=_occurrence(status="postponed", reason="Nouvelle date : samedi 22 mai."),
            event=_event(kind_label="atelier thématique"),
            show_event=True,
        ),
        state("Passé", occurrence=_occurrence(is_over=True), event=_event(), show_event=True),
        state(
            "Passé, avec son compte rendu",
            occurrence=_occurrence(is_over=True),
            event=_event(),
            show_event=True,
            aftermath={"label": "Lire le compte rendu", "url": "#compte-rendu"},
        ),
        state(
            "Passé, sans compte rendu",
            occurrence=_occurrence(is_over=True),
            event=_event(),
            show_event=True,
            aftermath={"label": "Pas encore de compte rendu", "url": ""},
        ),
        state(
            "Près de quelque part",
            occurrence=_occurrence(),
            event=_event(),
            show_event=True,
            distance="à 4 km environ",
        ),
        state(
            "Annulé, et passé",
            occurrence=_occurrence(status="cancelled", is_over=True),
            event=_event(),
            show_event=True,
        ),
        state(
            "Sans lieu, sur plusieurs jours",
            occurrence=_occurrence(hours="de 10 h à dimanche 16 mai 2027 à 16 h"),
            event=_event(place_name="", commune=None),
            show_event=True,
        ),
        state(
            "Commune seule, démonstration",
            occurrence=_occurrence(),
            event=_event(place_name="", is_demonstration=True),
            show_event=True,
        ),
        state(
            "Titre et raison longs",
            occurrence=_occurrence(starts_at=moment(19, 9), status="postponed", reason=LONG_TEXT),
            event=_event(title=LONG_TITLE, place_name=LONG_TITLE),
            show_event=True,
        ),
        state(
            "Mot très long",
            occurrence=_occurrence(status="cancelled", reason=LONG_WORD),
            event=_event(
                title=LONG_WORD, kind_label=LONG_WORD, place_name=LONG_WORD, commune={"name": LONG_WORD}
            ),
            show_event=True,
        ),
    ],
    "access_panel": [
        state(
            "Chaque réponse",
            facts=[
                _fact("distance à pied", "1,2 km"),
                _fact("toilettes", "Oui", "yes"),
                _fact("fauteuil roulant", "En partie", "partly"),
                _fact("garde d’enfants", "Non", "no"),
            ],
            note="Deux bordures restent hautes : une rampe légère suit le groupe.",
            transport="Tous les bus de la ville passent à la gare routière.",
            if_it_rains="Petite pluie : on part quand même, avec des capes.",
        ),
        state("Réponses seules", facts=[_fact("bancs ou sièges", "Oui", "yes")], heading_level=3),
        state("Phrases seules", facts=[], note="Une marche à l’entrée."),
        state(
            "Longs mots",
            facts=[_fact(LONG_WORD, LONG_WORD, "no"), _fact("sol", LONG_TEXT)],
            note=LONG_WORD,
            transport=LONG_WORD,
            if_it_rains=LONG_TEXT,
        ),
    ],
}
