"""A component as a page would hold it, ready to be asked questions."""

from bs4 import BeautifulSoup, Tag

from portal.gallery.samples import SAMPLES
from portal.gallery.samples.state import Stored, with_stored
from portal.gallery.views import render_component


def render(name: str, /, **inputs) -> BeautifulSoup:
    return BeautifulSoup(render_component(name, inputs), "html.parser")


def sample(name: str, title: str) -> BeautifulSoup:
    """One of its states in the gallery, without the pictures of a database."""
    state = next(state for state in SAMPLES[name] if state.title == title)
    return render(name, **with_stored(state.inputs, dict.fromkeys(Stored)))


def words(element: Tag) -> str:
    """What is read, on one line."""
    return " ".join(element.get_text(" ").split())
