"""Every component and block is shown in all its states, where code is written and nowhere else."""

import importlib
import re
from html.parser import HTMLParser
from itertools import chain

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import clear_url_caches
from django.utils import translation

import portal.urls
from portal.gallery.contracts import COMPONENTS, component_names, contract_of
from portal.gallery.samples import ROOM, SAMPLES
from portal.gallery.samples.blocks import block_names, block_states
from portal.gallery.samples.state import Stored, with_stored
from portal.gallery.views import block_entry, component_entry
from portal.media.models import Picture

NO_PICTURE = dict.fromkeys(Stored)
NAMES = component_names()
#: Components whose style stands in the file of another.
STYLED_IN = {
    "download": "block",
    "field": "form",
    "page_terms": "tag_list",
    "site_footer": "footer",
    "site_header": "header",
}
#: Styles that are no component’s: of editorial blocks, of one page, or shared.
STYLES_ALONE = {"binder", "block", "button", "easy_page", "error_page", "kind", "month"}
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"}


def contract(name: str) -> str:
    return contract_of(COMPONENTS / f"{name}.html")


def clauses(text: str) -> list[str]:
    """A contract cut where one input ends and the next begins, outside brackets."""
    depth, cut = 0, [""]
    for place, sign in enumerate(text):
        depth += (sign in "({") - (sign in ")}")
        if not depth and (sign == ";" or text[place : place + 2] == ". "):
            cut.append("")
        else:
            cut[-1] += sign
    return [clause.strip() for clause in cut]


def declared(name: str) -> dict[str, bool]:
    """The inputs that a contract names, each with whether it must be given."""
    inputs = {}
    for clause in clauses(contract(name)):
        if head := re.match(r"([a-z_]+(?:(?:, | and )[a-z_]+)*)\s*(?=[(:,]|$)", clause):
            is_optional = re.match(r"\((each )?optional", clause[head.end() :])
            inputs |= dict.fromkeys(re.split(", | and ", head[1]), not is_optional)
    return inputs


def maybe_absent(name: str) -> set[str]:
    """Everything that a contract lets be empty or left out, at any depth."""
    text = contract(name)
    alone = re.findall(r"(\w+) \((?:optional|may be empty|empty as long|None or|date or None)", text)
    pairs = re.findall(r"(\w+) and \w+ \(optional", text)
    each = re.findall(r"((?:\w+, )*\w+) \(each optional", text)
    return {*alone, *pairs, *chain.from_iterable(group.split(", ") for group in each)}


def choices(name: str) -> dict[str, set[str]]:
    """The words that a contract lists for a value: « kind: info, success, warning or error »."""
    words = r"([a-z_]+(?:, [a-z_]+)+(?: or [a-z_]+)?)"
    found = re.findall(
        rf"(\w+)(?: \((?:optional: |(?!optional))|: ){words}(?=\)|;| \(|$)", contract(name)
    )
    return {key: set(re.split(", | or ", listed)) for key, listed in found}


def values(name: str, key: str) -> list:
    """All that the states of a component give under a name, None where a state leaves it out."""
    states = [state.inputs for state in SAMPLES[name]]
    if any(key in inputs for inputs in states):
        return [inputs.get(key) for inputs in states]
    return list(chain.from_iterable(below(inputs, key) for inputs in states))


def below(value, key: str):
    if isinstance(value, dict):
        if key in value:
            yield value[key]
        for inner in value.values():
            yield from below(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from below(inner, key)


class Balance(HTMLParser):
    """Says which elements are closed without having been opened last."""

    def __init__(self, html: str):
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """A drawing’s `<path/>` opens nothing."""

    def handle_endtag(self, tag):
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.wrong.append(tag)


def assert_well_formed(html: str) -> None:
    balance = Balance(html)
    assert (balance.open, balance.wrong) == ([], [])
    page = BeautifulSoup(html, "html.parser")
    ids = {element["id"] for element in page.select("[id]")}
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for element in page.select(f"[{attribute}]"):
            assert set(element[attribute].split()) <= ids, f"{attribute} of {element.name}"


def test_samples_are_those_of_components():
    assert set(SAMPLES) - set(NAMES) == set()
    assert set(ROOM) - set(NAMES) == set()


@pytest.mark.parametrize("name", NAMES)
class TestAComponent:
    def test_has_states_each_with_its_name(self, name):
        titles = [state.title for state in SAMPLES.get(name, [])]
        assert titles, f"Add states of {name} to portal/gallery/samples."
        assert len(titles) == len(set(titles))

    def test_is_given_what_it_declares(self, name):
        inputs = declared(name)
        for state in SAMPLES[name]:
            assert set(state.inputs) - set(inputs) == set(), state.title
            missing = {key for key, is_required in inputs.items() if is_required} - set(state.inputs)
            assert missing == set(), state.title

    def test_reads_what_it_declares(self, name):
        source = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", read(name), flags=re.S)
        assert [key for key in declared(name) if not re.search(rf"\b{key}\b", source)] == []

    def test_shows_all_that_it_can_be_told(self, name):
        for key, wanted in choices(name).items():
            given = values(name, key)
            if all(isinstance(value, str) for value in given if value):
                shown = {value or "empty" for value in given}
                assert wanted - shown == set(), key

    def test_shows_what_may_be_absent_with_and_without(self, name):
        for key in maybe_absent(name):
            assert {bool(value) for value in values(name, key)} == {True, False}, key

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_draws_all_its_states(self, name, language):
        with translation.override(language):
            for shown in component_entry(name, NO_PICTURE).states:
                assert_well_formed(shown.html)


def read(name: str) -> str:
    return (COMPONENTS / f"{name}.html").read_text()


@pytest.mark.parametrize("name", block_names())
def test_a_block_draws_all_its_states(name):
    assert block_states(name)
    for shown in block_entry(name, NO_PICTURE).states:
        assert_well_formed(shown.html)


class TestATrio:
    """Template, style and test of one component have one name."""

    def test_has_its_style(self):
        styles = {path.stem for path in (settings.BASE_DIR / "static/css/components").glob("*.css")}
        assert {name for name in NAMES if STYLED_IN.get(name, name) not in styles} == set()
        assert styles - {STYLED_IN.get(name, name) for name in NAMES} - STYLES_ALONE == set()

    def test_has_its_test(self):
        tests = {path.stem for path in (settings.BASE_DIR / "tests/components").glob("test_*.py")}
        assert tests == {f"test_{name}" for name in NAMES}

    def test_lists_no_exception_without_need(self):
        styles = {path.stem for path in (settings.BASE_DIR / "static/css/components").glob("*.css")}
        assert set(STYLED_IN) - set(NAMES) == set()
        assert set(STYLED_IN) & styles == set()
        assert STYLES_ALONE - styles == set()


@pytest.fixture
def no_gallery(settings):
    settings.COMPONENT_GALLERY = False
    build_addresses()
    yield
    settings.COMPONENT_GALLERY = True
    build_addresses()


def build_addresses() -> None:
    importlib.reload(portal.urls)
    clear_url_caches()


class TestTheGallery:
    def test_shows_every_component_and_block(self, visitor, db):
        response = visitor.get("/composants/")
        page = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 200
        assert [heading.text for heading in page.select(".gallery__entry > h2")] == [
            *NAMES,
            *block_names(),
        ]
        assert contract("card") in page.select_one("#composant-card").text

    def test_is_not_for_search_engines(self, visitor, db):
        page = BeautifulSoup(visitor.get("/composants/card/").content, "html.parser")
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"

    @pytest.mark.parametrize("address", ["card/", "blocs/table/"])
    def test_shows_one_alone(self, address, visitor, db):
        assert visitor.get(f"/composants/{address}").status_code == 200

    @pytest.mark.parametrize("address", ["unknown/", "blocs/unknown/"])
    def test_knows_what_it_does_not_hold(self, address, visitor, db):
        assert visitor.get(f"/composants/{address}").status_code == 404

    @pytest.mark.parametrize("name", NAMES)
    def test_draws_a_component_as_pages_do(self, name):
        state = SAMPLES[name][0]
        inputs = with_stored(state.inputs, NO_PICTURE)
        given = " ".join(f"{key}={key}" for key in inputs)
        include = f'{{% include "components/{name}.html" {given and f"with {given}"} only %}}'
        page = Template(include).render(Context(inputs))
        assert component_entry(name, NO_PICTURE).states[0].html == page

    def test_does_not_exist_elsewhere(self, no_gallery, visitor, db):
        assert visitor.get("/composants/").status_code == 404

    def test_shows_a_picture_of_the_database_and_says_what_it_lacks(self, visitor, db):
        assert "un dessin SVG" in visitor.get("/composants/").content.decode()
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'
        file = SimpleUploadedFile("dessin.svg", drawing, "image/svg+xml")
        Picture.objects.create(title="Dessin", file=ImageFile(file, name="dessin.svg"))
        page = BeautifulSoup(visitor.get("/composants/").content, "html.parser")
        assert page.select_one("#composant-card .gallery__stage img")
        assert "dessin SVG" not in page.select_one(".gallery__missing").text
