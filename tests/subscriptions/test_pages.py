"""What comes by e-mail: asked at the agenda, confirmed by the address, left by one click."""

import json
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from portal.forms import spam_protection
from portal.mail import queue
from portal.vocabulary.models import Theme
from projects.agenda.models import AgendaPage, WorkshopPage
from projects.subscriptions import digests, links, services, weeks
from projects.subscriptions.models import Subscription
from tests.support.translation import translate

ZOE = "zoe@example.org"


@pytest.fixture
def patient(monkeypatch):
    """Forms come back as soon as they are shown, as if their reader had taken the time."""
    monkeypatch.setattr(spam_protection, "SHORTEST", timedelta(0))


@pytest.fixture
def agenda(tree):
    return tree.add(AgendaPage, title="Agenda")


@pytest.fixture
def park(tree):
    return tree.park()


@pytest.fixture
def date(tree, agenda):
    return tree.date(tree.add(WorkshopPage, title="Coudre ensemble"), days=14)


def form_at(client, agenda, query=""):
    address = f"{agenda.url}abonnement/{query}"
    return address, client.get(address)


def send(client, agenda, email=ZOE, query="", **values):
    address, shown = form_at(client, agenda, query)
    stamp = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "timestamp"})["value"]
    return client.post(address, {"timestamp": stamp, "email": email} | values, follow=True)


def said(answer) -> str:
    text = BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ", strip=True)
    return re.sub(r"\s+", " ", text)


def own(view="mine", **found) -> str:
    return links.address(Subscription.objects.get(**found), view).removeprefix("http://localhost")


def link_in(email: Email) -> str:
    return re.search(r"http://localhost(\S*/mon-abonnement/\S+)", email.message)[1]


def next_digest():
    """The moment the next digests leave, and that they do."""
    now = weeks.leaves_at(weeks.next_after(timezone.now())) + timedelta(minutes=5)
    return digests.send(now)


@pytest.mark.usefixtures("patient")
class TestFromTheAgendaToTheLastLetter:
    def test_all_goes_by_links_and_buttons(self, visitor, agenda, date, settings):
        settings.MAIL_LEAVES = True
        page = BeautifulSoup(visitor.get(f"{agenda.url}?genre=atelier").content, "html.parser")
        link = page.find("a", href=re.compile("/abonnement/"))
        assert not visitor.cookies
        assert "genre=atelier" in link["href"]
        answer = send(visitor, agenda, query="?genre=atelier")
        assert "Regardez vos e-mails" in said(answer)
        confirm = link_in(Email.objects.get())
        assert "Confirmer mon abonnement" in said(visitor.get(confirm))
        assert next_digest() == 0
        assert "Vous êtes abonné" in said(visitor.post(confirm, follow=True))
        assert next_digest() == 1
        assert queue.send_what_waits() == 2
        digest = mail.outbox[-1]
        assert "Coudre ensemble" in digest.body
        assert "Coudre ensemble" in digest.alternatives[0].content
        sent = digest.message()
        assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert sent["List-Id"] == "<agenda.localhost>"
        assert mail.outbox[0].message()["List-Id"] is None
        assert {each.message()["Auto-Submitted"] for each in mail.outbox} == {"auto-generated"}
        one_click = re.fullmatch(r"<http://localhost(/.+)>", re.sub(r"\s", "", sent["List-Unsubscribe"]))
        program = Client(enforce_csrf_checks=True, headers={"origin": "https://mail.example.org"})
        done = program.post(one_click[1], {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert not program.cookies
        assert not Subscription.objects.exists()
        assert not Email.objects.exists()
        assert next_digest() == 0


@pytest.mark.usefixtures("patient")
class TestTheForm:
    def test_says_which_dates_it_is_for_and_what_becomes_of_the_address(self, visitor, agenda, park):
        Theme.objects.create(name="Éviter l’isolement", slug="isolement", locale=agenda.locale)
        _address, shown = form_at(visitor, agenda, f"?parc={park.slug}&theme=isolement")
        words = said(shown)
        assert f"Parc\xa0: {park.name}".replace("\xa0", " ") in words
        assert "Thème : Éviter l’isolement" in words
        assert "au bout de 7 jours" in words
        assert "Tous les rendez-vous" in said(form_at(visitor, agenda)[1])

    def test_says_what_of_the_address_it_did_not_understand_or_leaves_out(self, visitor, agenda):
        words = said(form_at(visitor, agenda, "?parc=nulle-part&du=2030-01-01")[1])
        assert "n’existe pas, ou plus" in words
        assert "Les jours choisis ne comptent pas" in words

    def test_is_kept_by_no_cache_and_puts_nobody_into_an_address(self, visitor, agenda):
        answer = send(visitor, agenda)
        for address, _status in answer.redirect_chain:
            assert "zoe" not in address
        for each in (answer, form_at(visitor, agenda)[1]):
            assert "no-store" in each["Cache-Control"]
            assert "noindex" in each["X-Robots-Tag"]

    @pytest.mark.parametrize(
        "email",
        [
            "",
            "zoe@",
            "zoé",
            "zoe\x00@example.org",
            f"{ZOE}\r\nBcc: all@example.org",
            f"{ZOE}, ali@example.org",
            f"Zoé <{ZOE}> et Ali <ali@example.org>",
            "z" * 10_000 + "@example.org",
            "z@" + "example." * 60 + "org",
            "🎈@example.org",
        ],
    )
    def test_says_what_is_wrong_beside_the_field_and_above(self, visitor, agenda, email):
        answer = send(visitor, agenda, email=email)
        page = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 200
        assert page.find(id="id_email").find_parent(class_="field--invalid")
        assert page.find(class_="error-summary").find("a", href="#id_email")
        assert not Subscription.objects.exists()
        assert not Email.objects.exists()

    @pytest.mark.parametrize(
        "query", ["?parc=" + "x" * 10_000, "?km=999999999999", "?du=99999-99-99", "?%ff=%fe"]
    )
    def test_bears_any_address(self, visitor, agenda, query):
        assert "Regardez vos e-mails" in said(send(visitor, agenda, query=query))
        assert Subscription.objects.get().selection == ""

    @pytest.mark.parametrize("typed", ["🎈", "Nulle-Part"])
    def test_goes_to_the_agenda_that_asks_where_the_place_is_not_understood(self, visitor, agenda, typed):
        address = f"{agenda.url}abonnement/?{urlencode({'pres': typed})}"
        for answer in (visitor.get(address), visitor.post(address, {"email": ZOE})):
            assert answer.status_code == 302
            assert answer.url.startswith(f"{agenda.url}?pres=")
        assert not Subscription.objects.exists()

    def test_is_answered_alike_whoever_is_there_already(self, visitor, agenda):
        first = send(visitor, agenda)
        services.confirm(Subscription.objects.get(), timezone.now())
        assert said(first) == said(send(Client(), agenda, email=ZOE.upper()))
        assert Subscription.objects.count() == 1

    def test_sent_twice_is_one_request(self, visitor, agenda):
        address, shown = form_at(visitor, agenda)
        stamp = BeautifulSoup(shown.content, "html.parser").find("input", {"name": "timestamp"})["value"]
        for _each in range(2):
            visitor.post(address, {"timestamp": stamp, "email": ZOE})
        assert (Subscription.objects.count(), Email.objects.count()) == (1, 1)

    def test_knows_one_choice_however_it_is_written(self, visitor, agenda):
        for query in ("?acces=fauteuil&acces=poussette&page=2", "?acces=poussette&acces=fauteuil"):
            send(visitor, agenda, query=query)
        assert Subscription.objects.count() == 1

    def test_is_in_the_language_of_its_reader(self, visitor, agenda, date):
        send(visitor, translate(agenda))
        email = Email.objects.get()
        assert link_in(email).startswith("/en/mon-abonnement/")
        assert email.headers["Content-Language"] == "en"
        visitor.post(link_in(email))
        assert next_digest() == 1
        assert "/en/mon-abonnement/" in Email.objects.order_by("pk").last().message

    def test_takes_nothing_but_forms(self, visitor, agenda):
        assert visitor.put(form_at(visitor, agenda)[0]).status_code == 405


class TestPrograms:
    def test_are_too_quick(self, visitor, agenda):
        assert "Le formulaire est parti très vite" in said(send(visitor, agenda))
        assert not Subscription.objects.exists()

    def test_fill_in_what_nobody_sees(self, visitor, agenda, patient):
        assert "dernier champ" in said(send(visitor, agenda, website="x"))
        assert not Subscription.objects.exists()

    def test_are_counted_apart_from_other_forms(self, visitor, agenda, patient, settings):
        settings.SUBSCRIPTIONS_PER_HOUR, settings.REGISTRATIONS_PER_HOUR = 2, 0
        answers = [send(visitor, agenda, email=f"p{n}@example.org") for n in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert "Ce que vous avez écrit est encore là" in said(answers[2])

    def test_cannot_do_without_the_token(self, agenda):
        strict = Client(enforce_csrf_checks=True)
        address, _shown = form_at(strict, agenda)
        assert strict.post(address, {"email": ZOE}).status_code == 403

    def test_fill_nobodys_box(self, visitor, agenda, tree, patient):
        for _each in range(services.MOST_LINKS + 2):
            send(visitor, agenda, query=f"?parc={tree.park().slug}")
        assert Email.objects.count() == Subscription.objects.count() == services.MOST_LINKS


@pytest.mark.usefixtures("patient")
class TestOnesOwnLink:
    @pytest.fixture(autouse=True)
    def asked(self, patient, visitor, agenda, date):
        send(visitor, agenda, query="?genre=atelier")

    def test_changes_nothing_by_being_looked_at(self, visitor):
        """Programs that check mail follow its links, those of the headers too."""
        for view in ("mine", "stop", "export"):
            for method in (visitor.get, visitor.head):
                assert method(own(view), follow=True).status_code == 200
        assert not Subscription.objects.get().is_confirmed

    def test_needs_the_token_to_confirm(self):
        assert Client(enforce_csrf_checks=True).post(own()).status_code == 403
        assert not Subscription.objects.get().is_confirmed

    def test_confirms_once(self, visitor):
        visitor.post(own())
        before = Subscription.objects.get().confirmed_at
        visitor.post(own())
        assert Subscription.objects.get().confirmed_at == before

    def test_shows_the_subscription_in_words_and_sets_no_cookie(self, visitor):
        visitor.post(own())
        reader = Client()
        answer = reader.get(own())
        assert "Type : ateliers" in said(answer)
        assert not reader.cookies
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"

    def test_gives_back_all_that_is_kept(self, visitor):
        data = json.loads(visitor.get(own("export")).content)
        assert data["adresse_email"] == ZOE
        assert "ateliers" in data["choix"]
        assert data["confirme_le"] is None
        assert len(data["messages"]) == 1

    def test_erases_all_by_one_button_and_may_be_pressed_twice(self, visitor):
        link, stop = own(), own("stop")
        for _each in range(2):
            answer = visitor.post(stop)
            assert answer.status_code == 200
            assert "vous ne recevrez plus rien" in said(answer)
        assert not Subscription.objects.exists()
        assert not Email.objects.exists()
        assert visitor.get(link).status_code == visitor.post(link).status_code == 404

    @pytest.mark.parametrize("spoil", [lambda it: it[:-6] + "x/", lambda it: it[:-9] + "/"])
    @pytest.mark.parametrize("view", ["mine", "stop"])
    def test_forged_or_cut_short_says_that_it_opens_nothing(self, visitor, spoil, view):
        base = own()
        address = spoil(base) + own(view).removeprefix(base)
        for answer in (visitor.get(address), visitor.post(address)):
            assert answer.status_code == 404
            assert "n’ouvre plus rien" in said(answer)
        assert Subscription.objects.filter(confirmed_at=None).exists()

    def test_that_waited_a_week_opens_nothing_and_is_forgotten(self, visitor):
        link = own()
        Subscription.objects.update(link_sent_at=timezone.now() - timedelta(days=7, minutes=1))
        assert visitor.get(link).status_code == visitor.post(link).status_code == 404
        call_command("purge_personal_data", verbosity=0)
        assert not Subscription.objects.exists()
        assert not Email.objects.exists()

    def test_says_when_what_it_follows_is_gone(self, visitor):
        Subscription.objects.update(selection="parc=nulle-part")
        assert "n’existe plus" in said(visitor.get(own()))

    def test_knows_its_choice_in_whatever_language_it_is_looked_at(self, visitor, agenda):
        Theme.objects.create(name="Éviter l’isolement", slug="isolement", locale=agenda.locale)
        Subscription.objects.update(selection="theme=isolement")
        shown = visitor.get(f"/en{own()}")
        assert "Éviter l’isolement" in said(shown)
        assert "n’existe plus" not in said(shown)

    def test_outlives_the_messages_that_are_forgotten_in_time(self, visitor):
        Email.objects.update(created=timezone.now() - timedelta(days=365))
        queue.forget_old()
        assert not Email.objects.exists()
        assert json.loads(visitor.get(own("export")).content)["messages"] == []

    def test_is_sent_again_once_an_hour(self, visitor, agenda):
        visitor.post(own())
        for minutes in (0, 61, 10):
            earlier = Subscription.objects.get().link_sent_at - timedelta(minutes=minutes)
            Subscription.objects.update(link_sent_at=earlier)
            send(Client(), agenda, query="?genre=atelier")
        subjects = list(Email.objects.order_by("pk").values_list("subject", flat=True))
        assert len(subjects) == 2
        assert subjects[1] == "Votre abonnement aux rendez-vous"
