"""Every screen of ours in the admin, on a telephone and on a desk: words are whole, icons are icons."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.scenes import SCENES, Studio
from tests.home.test_help import admin_screens, is_ours

pytestmark = [pytest.mark.browser]

WIDTHS = (360, 1280)
#: In pixels: the smallest and the largest icon, and where no name can be read.
MEASURES = (8, 48, 80)

#: What cuts the words of a screen, and which icons are larger than a title.
FAULTS = """async ([smallest, largest, narrow]) => {
  const ending = document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < 5e3);
  await Promise.allSettled(ending.map((each) => each.finished));
  const faults = [];
  const main = document.querySelector("main") ?? document.body;
  const isCut = (rect, box) =>
    rect.right > box.right + 2 || rect.left < box.left - 2 ||
    rect.bottom > box.bottom + 3 || rect.top < box.top - 3;
  const wholeWords = /(?<=^|[\\s«(])[\\p{L}’]{2,14}(?=[\\s,;:.!?»)]|$)/gu;
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    if (!words || !texts.currentNode.parentElement.checkVisibility({visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const rect = range.getBoundingClientRect();
    if (!rect.width || !rect.height) continue;
    let held = false, unseen = false;
    for (let box = texts.currentNode.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      const axes = [style.overflowX, style.overflowY];
      const scrolls = axes.includes("auto") || axes.includes("scroll");
      if (scrolls && edge.width < narrow && isCut(rect, edge)) faults.push(`squeezed: ${words}`);
      unseen = style.clipPath !== "none" || edge.width <= 1 || edge.height <= 1;
      if (unseen || scrolls || style.textOverflow === "ellipsis") { held = true; break; }
      if ((axes.includes("hidden") || axes.includes("clip")) && isCut(rect, edge)) {
        faults.push(`cut: ${words.slice(0, 40)}`);
        held = true;
        break;
      }
      if (style.position === "fixed") break;
    }
    if (unseen) continue;
    for (const word of texts.currentNode.data.matchAll(wholeWords)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].map((part) => Math.round(part.top)));
      if (tops.size > 1) faults.push(`broken: ${word[0]}`);
    }
    if (!held && rect.right > innerWidth + 2) faults.push(`beyond the edge: ${words.slice(0, 40)}`);
  }
  for (const icon of main.querySelectorAll("svg.icon")) {
    const { width, height } = icon.getBoundingClientRect();
    if (!width || !height) continue;
    if (Math.max(width, height) > largest || Math.min(width, height) < smallest) {
      faults.push(`icon of ${Math.round(width)} × ${Math.round(height)}: ${icon.className.baseVal}`);
    }
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def studio(browser, site) -> Studio:
    return Studio(browser, site)


def linked(path: str, pattern: str) -> Callable[[Studio], str]:
    """The first address on a screen that matches, below the admin."""

    def found(studio: Studio) -> str:
        studio.go(path(studio) if callable(path) else path)
        links = studio.page.locator("a[href], form[action]")
        targets = links.evaluate_all(
            "all => all.map(each => each.getAttribute('href') ?? each.getAttribute('action'))"
        )
        below = [target.partition("/admin/")[2].partition("?")[0] for target in targets]
        return next(each for each in below if re.fullmatch(pattern, each))

    return found


def beside(name: str, pattern: str) -> Callable[[Studio], str]:
    return linked(lambda studio: address(studio, name), pattern)


def of_page(prefix: str, slug: str, suffix: str = "") -> Callable[[Studio], str]:
    return lambda studio: f"{prefix}/{studio.number(slug)}/{suffix}"


def of_date(suffix: str = "") -> Callable[[Studio], str]:
    return lambda studio: f"{studio.date}{suffix}"


def previewed(suffix: str = "") -> Callable[[Studio], str]:
    def found(studio: Studio) -> str:
        SCENES["importer-apercu"](studio)
        return studio.page.url.partition("/admin/")[2] + suffix

    return found


def in_the_trash(act: str) -> Callable[[Studio], str]:
    def found(studio: Studio) -> str:
        assert studio.thrown_away
        return linked("corbeille/", rf"corbeille/\d+/{act}/")(studio)

    return found


def a_document(studio: Studio) -> str:
    screen = studio.go("documents/add/")
    file = {"name": "affiche.txt", "mimeType": "text/plain", "buffer": b"Bienvenue."}
    screen.locator("[name=title]").fill("Une affiche")
    screen.locator("[type=file]").set_input_files(file)
    screen.locator("form").last.get_by_role("button").last.click()
    expect(studio.page).to_have_url(re.compile(r"/documents/$"))
    return linked("documents/", r"documents/edit/\d+/")(studio).replace("edit", "delete")


#: Of each screen, where the demonstration shows it.
SCREENS: dict[str, str | Callable[[Studio], str]] = {
    "wagtailadmin_home": "",
    "wagtailadmin_pages:edit": of_page("pages", scenes.EVENT, "edit/"),
    "dashboard_create": linked("", r"bureau/creer/[\w-]+/"),
    "dashboard_sought": "bureau/recherches/",
    "dashboard_dates": "bureau/dates/",
    "dashboard_models": "bureau/modeles/",
    "dashboard_model": "bureau/modeles/fiche-reunion/",
    "dashboard_repeat": of_page("bureau/repartir", scenes.SHEET),
    "dashboard_task": "bureau/a-faire/brouillons/",
    "help_contents": "aide/",
    "help_guide": linked("aide/", r"aide/[\w-]+/"),
    "import_document": "fiches/importer/",
    "import_preview": previewed(),
    "trash": "corbeille/",
    "trash_put_back": in_the_trash("remettre"),
    "trash_for_good": in_the_trash("supprimer"),
    "delete_picture": lambda studio: linked("images/", r"images/\d+/")(studio) + "delete/",
    "delete_document": a_document,
    "dates:index": of_page("dates", scenes.EVENT),
    "dates:add": of_page("dates", scenes.EVENT, "ajouter/"),
    "dates:series": of_page("dates", scenes.EVENT, "plusieurs/"),
    "dates:next": of_page("dates", scenes.EVENT, "suivante/"),
    "dates:edit": beside("dates:index", r"dates/\d+/\d+/"),
    "dates:delete": lambda studio: beside("dates:index", r"dates/\d+/\d+/")(studio) + "supprimer/",
    "registration_desk:dates": "inscriptions/",
    "registration_desk:index": of_date(),
    "registration_desk:add": of_date("ajouter/"),
    "registration_desk:message": of_date("ecrire/"),
    "registration_desk:change": beside("registration_desk:index", r"inscriptions/\d+/changer/\d+/"),
    "registration_desk:cancel": beside("registration_desk:index", r"inscriptions/\d+/annuler/\d+/"),
    "consultation_desk:index": "concertation/",
    "consultation_desk:desk": of_page("concertation", scenes.CONSULTATION),
    "consultation_desk:question": of_page("concertation", scenes.CONSULTATION, "question/"),
    "consultation_desk:groups": of_page("concertation", scenes.CONSULTATION, "groupes/"),
    "proposal_desk:decline": lambda studio: f"propositions/{studio.proposal}/decliner/",
    "actions:index": of_page("actions", scenes.PROJECT),
    "actions:add": of_page("actions", scenes.PROJECT, "ajouter/"),
    "actions:edit": beside("actions:index", r"actions/\d+/\d+/"),
    "actions:delete": lambda studio: beside("actions:index", r"actions/\d+/\d+/")(studio) + "supprimer/",
    "translations": "traductions/",
    "translation_changes": lambda studio: f"traductions/{studio.changed}/",
    "messages:index": "messages/",
    "park:index": "park/",
    "commune:index": "commune/",
    "wagtailusers_users:index": "users/",
    "wagtailsnippets_vocabulary_theme:list": "snippets/vocabulary/theme/",
    "wagtailsnippets_search_synonymset:add": "snippets/search/synonymset/add/",
}
#: Those that are no screens, or that are like one above.
LEFT_OUT = {
    "wagtailadmin_api:": "asked by scripts",
    "still_signed_in": "asked by a script",
    "delete_uploaded_": "the form of deleting a picture or a document",
    "import_frame": "the public page of a sheet",
    "import_picture": "a picture",
    "import_forget": "a button",
    "trash_file_": "as of a page",
    "wagtailsnippet": "Wagtail’s own screens",
    "wagtailusers_users:": "Wagtail’s own screens",
    "wagtailimages_chooser:": "a window of a form",
    "commune_chooser:": "a window of a form",
    "park:": "Wagtail’s own screens",
    "commune:": "Wagtail’s own screens",
    "messages:": "Wagtail’s own screens",
    "dates:call_off": "asked with dates that are ticked",
    "consultation_desk:begin": "a button",
    "consultation_desk:read": "a button",
    "registration_desk:act": "a button",
    "registration_desk:sheet": "a file",
    "registration_desk:csv": "a file",
    "registration_desk:xlsx": "a file",
    "translations_results": "a part of the list",
}


def address(studio: Studio, name: str) -> str:
    where = SCREENS[name]
    return where(studio) if callable(where) else where


def test_every_screen_of_ours_is_looked_at():
    ours = {name for name, view in admin_screens() if is_ours(view)}
    assert {n for n in ours - SCREENS.keys() if not n.startswith(tuple(LEFT_OUT))} == set()


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_cuts_no_word_and_shows_icons_as_icons(name, studio):
    path = address(studio, name)
    found = {}
    for width in WIDTHS:
        studio.page.set_viewport_size({"width": width, "height": 900})
        assert studio.page.goto(f"{studio.site.url}/admin/{path}").status == 200
        if faults := studio.page.evaluate(FAULTS, MEASURES):
            found[width] = faults
    studio.page.set_viewport_size({"width": scenes.WIDTH, "height": scenes.HEIGHT})
    assert found == {}
