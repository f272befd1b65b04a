"""The guides of the admin tell the truth: screens say what they quote, and look like their pictures."""

import re

import pytest

from home.help.guides import guides, pictures
from tests.browser.pictures import in_guides, plain, take
from tests.browser.scenes import SCENES, Studio

pytestmark = [pytest.mark.browser]

REMAKE = "L’écran a changé : relisez le guide, puis « make help-pictures »."
#: Other fonts draw the same words a little wider, or on one line more.
TOLERANCE = 0.25


@pytest.fixture(scope="module")
def studio(browser, site) -> Studio:
    return Studio(browser, site)


def quoted_on(scene: str) -> set[str]:
    steps = (step for guide in guides().values() for step in guide.steps if step.scene == scene)
    return {words for step in steps for words in re.findall(r"«\s*(.+?)\s*»", step.title + step.text)}


def is_near(size: int, recorded: int) -> bool:
    return abs(size - recorded) <= max(recorded * TOLERANCE, 24)


@pytest.mark.parametrize("name", sorted(SCENES))
def test_a_screen_is_as_its_guides_say(name, studio):
    shown = SCENES[name](studio)
    seen = plain(studio.page.locator("body").inner_text())
    assert {words for words in quoted_on(name) if plain(words) not in seen} == set(), REMAKE
    if name in in_guides():
        shot, recorded = take(shown), pictures()[name]
        assert shot.words == recorded["words"], REMAKE
        assert is_near(shot.width, recorded["width"]), REMAKE
        assert is_near(shot.height, recorded["height"]), REMAKE
