"""What is sought and not found is counted, and nothing about who asks."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from home.catalogue import periodic_tasks, sought
from home.catalogue.models import CataloguePage, SoughtWords
from methods.models import MethodSheetPage
from portal.content import park_branches
from portal.people import roles
from portal.people.models import User

pytestmark = pytest.mark.searches

READER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(autouse=True)
def counting(settings):
    settings.COUNT_PAGE_VIEWS = True
    sought.tally.take()
    yield
    sought.tally.take()


@pytest.fixture
def catalogue(tree):
    tree.add(MethodSheetPage, title="Le banc")
    return tree.add(CataloguePage)


def ask(visitor, catalogue, question: str, **more) -> None:
    assert visitor.get(catalogue.url, {"q": question, **more}, **READER).status_code == 200


def asked_on(words: str, days: int, times: int = 1) -> None:
    today = timezone.localdate()
    for ago in reversed(range(days)):
        for _each in range(times):
            sought.tally.add(words, today - timedelta(days=ago))
        sought.write()


class TestAQuestion:
    @pytest.mark.parametrize(
        "question", ["violences conjugales", "VIOLENCES", "Garde d’enfants", "micro-crèche"]
    )
    def test_is_counted_where_no_page_has_all_its_words(self, catalogue, visitor, question):
        ask(visitor, catalogue, question)
        sought.write()
        assert SoughtWords.objects.get().times == 1

    @pytest.mark.parametrize(
        "question",
        [
            "",
            "banc",
            "06 12 34 56 04",
            "dupont@example.org",
            "marie.dupont",
            "Marie Dupont",
            "marie Dupont",
            "MARIE DUPONT",
            "madame dupont",
            "Mme dupont",
            "12 rue des lilas",
            "rue des lilas",
            "téléphone de jeanne",
            "comment faire quand ma voisine ne sort plus",
            "a" * 61,
            "\u202d06",
            "🙂",
            "<script>",
        ],
    )
    def test_is_not_counted_where_it_is_answered_or_may_tell_of_a_person(
        self, catalogue, visitor, question
    ):
        ask(visitor, catalogue, question)
        assert not sought.tally.take()

    def test_is_not_counted_of_programs_editors_and_narrowed_lists(self, catalogue, visitor, admin):
        visitor.get(catalogue.url, {"q": "crèche"}, HTTP_USER_AGENT="curl/8")
        ask(admin, catalogue, "crèche")
        ask(visitor, catalogue, "crèche", genre="fiche")
        assert not sought.tally.take()

    def test_is_not_counted_where_nothing_is(self, catalogue, visitor, settings):
        settings.COUNT_PAGE_VIEWS = False
        ask(visitor, catalogue, "crèche")
        assert not sought.tally.take()


class TestWhatWasCounted:
    def test_can_be_read_once_it_was_asked_on_enough_days(self, db):
        asked_on("crèche", days=1, times=9)
        asked_on("crèche", days=1)
        assert "crèche" not in str(SoughtWords.objects.values().get())
        asked_on("école", days=sought.SHOWN_FROM, times=2)
        assert [(each.words, each.times) for each in sought.most_sought()] == [("école", 6)]

    def test_is_forgotten_when_nobody_asks_any_more(self, db, settings):
        asked_on("crèche", days=1)
        asked_on("école", days=1)
        old = timezone.localdate() - timedelta(days=settings.SOUGHT_KEPT_DAYS + 1)
        SoughtWords.objects.filter(digest=sought._digest("école")).update(last_day=old)
        assert (periodic_tasks.forget_sought(), periodic_tasks.forget_sought()) == (1, 0)
        assert SoughtWords.objects.count() == 1

    def test_stays_within_bounds(self, db, monkeypatch):
        monkeypatch.setattr(sought, "MOST_KEPT", 1)
        asked_on("crèche", days=1)
        asked_on("école", days=1)
        assert SoughtWords.objects.count() == 1


class TestItsScreen:
    @pytest.fixture
    def editor(self, tree, client):
        park_branches.prepare()
        user = User.objects.create_user("editor@example.org", "un mot de passe assez long")
        user.groups.add(Group.objects.get(name=roles.NETWORK_EDITORS))
        client.force_login(user)
        return client

    def test_shows_editors_what_is_sought_and_not_found(self, catalogue, editor):
        asked_on("crèche", days=3)
        asked_on("jeanne", days=1, times=50)
        html = editor.get(reverse("dashboard_sought")).content.decode()
        assert "crèche" in html and "demandé 3 fois" in html
        assert f"{catalogue.url}?q=cr%C3%A8che" in html
        assert "jeanne" not in html

    def test_is_refused_to_who_may_not(self, catalogue, client):
        user = User.objects.create_user("quelquun@example.org", "un mot de passe assez long")
        client.force_login(user)
        assert client.get(reverse("dashboard_sought")).status_code in {302, 403}
