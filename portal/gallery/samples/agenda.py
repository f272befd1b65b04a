"""What a date shows: when, where, and whether one can come."""

from typing import Any

from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, moment, state


def _occurrence(**changes: Any) -> dict[str, Any]:
    return {
        "starts_at": moment(15, 10),
        "hours": "de 10 h à 12 h 30",
        "status": "scheduled",
        "reason": "",
        "is_over": False,
    } | changes


def _event(**changes: Any) -> dict[str, Any]:
    return {
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

SAMPLES = {
    "registration_date": [
        state(
            "Tout est dit",
            item={
                "occurrence": _occurrence(),
                "event": _event(contact_name="Yvette Caron", contact_phone="03 53 01 12 62"),
            },
            event_url="#rendez-vous",
        ),
        state(
            "Sans page à lire, sans lieu ni contact",
            item={
                "occurrence": _occurrence(),
                "event": _event(place_name="", commune=None, contact_name="", contact_phone=""),
            },
            event_url="",
        ),
        state(
            "Mot très long",
            item={
                "occurrence": _occurrence(),
                "event": _event(
                    title=LONG_WORD, place_name=LONG_WORD, contact_name=LONG_WORD, contact_phone=LONG_WORD
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
