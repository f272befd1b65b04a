"""A small form with every kind of field, before and after submission."""

from django import forms

from portal.forms.fields import AddressField
from portal.gallery.samples.state import LONG_TEXT, LONG_TITLE, LONG_WORD, State, state

_SENT_EMPTY = {"first_name": "", "email": "nadia@", "transport": "", "commune": "ailleurs"}
_SENT = {
    "first_name": "Nadia",
    "email": "nadia@example.org",
    "message": "Je viens avec mon voisin.",
    "transport": "bus",
    "needs": ["chair", "sign"],
    "commune": "conde",
    "agreed": "on",
}


class VisitForm(forms.Form):
    first_name = forms.CharField(label="Prénom", max_length=60)
    email = AddressField(
        label="Adresse de courriel",
        help_text="Pour vous prévenir si le rendez-vous change.",
        required=False,
    )
    message = forms.CharField(
        label="Un mot pour nous", widget=forms.Textarea, help_text=LONG_TEXT, required=False
    )
    transport = forms.ChoiceField(
        label="Comment venez-vous ?",
        widget=forms.RadioSelect,
        choices=[("foot", "À pied"), ("bus", "En bus"), ("car", "En covoiturage")],
        help_text="Nous mettons en relation les personnes qui cherchent une place.",
    )
    needs = forms.MultipleChoiceField(
        label="De quoi avez-vous besoin ?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("chair", "Un siège"), ("sign", "La langue des signes"), ("long", LONG_TITLE)],
        required=False,
    )
    commune = forms.ChoiceField(
        label="Commune", choices=[("", "Choisir"), ("conde", "Condé-sur-l’Escaut"), ("long", LONG_WORD)]
    )
    day = forms.DateField(label="Jour", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    agreed = forms.BooleanField(label="J’accepte que l’on me rappelle", required=False)
    hostile = forms.CharField(label=LONG_WORD, help_text=LONG_WORD, max_length=3)
    source = forms.CharField(widget=forms.HiddenInput, required=False, initial="affiche")


class _ListForm(forms.Form):
    """Filters of a list, including invalid values."""

    kind = forms.ChoiceField(
        label="Type", choices=[("", "Tous"), ("walk", "Promenades"), ("long", LONG_WORD)], required=False
    )
    since = forms.DateField(
        label="À partir du", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    near = forms.CharField(label="Près de", max_length=20, required=False)
    lat = forms.FloatField(widget=forms.HiddenInput, required=False)
    lon = forms.FloatField(widget=forms.HiddenInput, required=False)
    access = forms.MultipleChoiceField(
        label="Accès",
        widget=forms.CheckboxSelectMultiple,
        choices=[("wheelchair", "En fauteuil roulant"), ("long", LONG_TITLE)],
        required=False,
    )


def _list_form(prefix: str, data: dict | None = None) -> forms.Form:
    return _ListForm(data or {}, auto_id=f"{prefix}_%s")


def _filters(
    title: str,
    prefix: str,
    data: dict | None = None,
    active: tuple[str, ...] = (),
    near_me: bool = False,
) -> State:
    return state(
        title,
        near_me=near_me,
        form=_list_form(prefix, data),
        action="#rendez-vous",
        active=[{"label": label, "query": "kind=walk"} for label in active],
        label="Filtrer les rendez-vous",
    )


def _fields(title: str, prefix: str, data: dict | None = None) -> list[State]:
    """Returns one state per field of the form; `prefix` makes their HTML ids unique."""
    form = VisitForm(data, auto_id=f"{prefix}_%s")
    return [state(f"{title}, {field.name}", field=field) for field in form]


def _facet(name: str, *, is_open: bool = False, label: str = "Public", first: str = "Aînés") -> dict:
    values = [
        ("aines", first, 12, True),
        ("familles", "Familles", 3, False),
        ("jeunes", "Jeunes", 0, False),
    ]
    return {
        "name": name,
        "label": label,
        "is_open": is_open,
        "values": [
            {
                "value": value,
                "label": each,
                "count": count,
                "is_chosen": is_chosen,
                "leads_nowhere": not count,
            }
            for value, each, count, is_chosen in values
        ],
    }


SAMPLES = {
    "error_summary": [
        state(
            "Plusieurs erreurs", form=VisitForm(_SENT_EMPTY | {"hostile": LONG_WORD}, auto_id="wrong_%s")
        ),
        state("Rien à revoir", form=VisitForm(auto_id="right_%s")),
    ],
    "trap": [state("Seuls les programmes le voient", field=VisitForm(auto_id="trap_%s")["message"])],
    "field": [
        *_fields("À remplir", "empty"),
        *_fields("Refusé", "refused", _SENT_EMPTY | {"hostile": LONG_WORD}),
        *_fields("Accepté", "accepted", _SENT | {"hostile": "oui"}),
    ],
    "active_filters": [
        state(
            "Deux choix",
            active=[
                {"label": "Thème : Éviter l’isolement", "query": "public=aines"},
                {"label": "Public : Aînés", "query": ""},
            ],
            action="#catalogue",
        ),
        state("Mot très long", active=[{"label": LONG_WORD, "query": "q=x"}], action="#catalogue"),
        state("Rien de choisi", active=[], action="#catalogue"),
    ],
    "facet": [
        state("Ouverte, une valeur choisie", facet=_facet("public", is_open=True)),
        state("Fermée", facet=_facet("theme")),
        state("Mots très longs", facet=_facet("mot", is_open=True, label=LONG_TITLE, first=LONG_WORD)),
    ],
    "orders": [
        state(
            "Par pertinence",
            orders=[
                {"label": "pertinence", "query": "q=jardin", "is_current": True},
                {"label": "date", "query": "q=jardin&tri=date", "is_current": False},
                {"label": "titre", "query": "q=jardin&tri=titre", "is_current": False},
            ],
        ),
        state(
            "Deux façons de montrer",
            label="Afficher",
            orders=[
                {"label": "Liste", "query": "", "is_current": False},
                {"label": "Mois", "query": "vue=mois", "is_current": True},
            ],
        ),
    ],
    "place_asked": [
        state(
            "Plusieurs communes",
            typed="condé",
            choices=[
                {"label": "Condé-sur-l’Escaut (59)", "query": "pres=59153-conde-sur-l-escaut&km=10"},
                {"label": "Condé (36)", "query": "pres=36059-conde&km=10"},
            ],
            are_more=True,
        ),
        state("Inconnue, mot très long", typed=LONG_WORD, choices=[], are_more=False),
    ],
    "filters": [
        _filters("Rien de choisi", "all"),
        _filters("Deux choix", "chosen", {"kind": "walk"}, ("Type : promenades", "À partir du 3 mai")),
        _filters("Avec une position", "near", near_me=True),
        _filters("Refusé", "wrong", {"near": LONG_WORD, "since": "hier"}),
        _filters("Mot très long", "long", {"kind": "long"}, (LONG_WORD, LONG_TITLE)),
    ],
}
