"""One bad record never stops a periodic task: the others are done, and the log says which one and where.

Every task of the registry stands here with three records of its own, the first of which fails; or with
the reason why it handles none.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from home.models import StandardPage
from methods.models import MethodSheetPage
from portal.content.management.commands import prepare_roles
from portal.content.models import PortalPage
from portal.documents import texts as document_texts
from portal.documents.models import DocumentText
from portal.mail import queue
from portal.mail.messages import Message
from portal.media.models import PortalDocument
from portal.operations import faults
from portal.people.models import User
from portal.publishing import messages as publication_messages
from portal.publishing.management.commands import publish_scheduled
from portal.tasks import periodic
from portal.territory.models import Park
from portal.translation import services as translations
from portal.trash import services as trash
from portal.trash.models import TrashedPage
from portal.writing.links import services as links
from projects.agenda import services as agenda
from projects.agenda.models import AgendaPage, Occurrence, WorkshopPage
from projects.proposals import services as proposals
from projects.proposals.models import Proposal
from projects.registrations import services as registrations
from projects.registrations.models import Notice, Registration
from projects.registrations.querysets import RegistrationQuerySet
from projects.subscriptions import digests, services, weeks
from projects.subscriptions.models import Subscription
from projects.subscriptions.services import Request
from tests.support.publication import complete, publish
from tests.support.registrations import join
from tests.support.translation import translate

SECRET = "Zoé Martin, 06 00 00 00 00"
NAMES = ("zoe", "ali", "ida")
NOW = timezone.now()
A_YEAR_AGO = NOW - timedelta(days=365)

#: One statement of the database for all: there is no record that could fail alone.
AT_ONCE = {"forget-page-views", "forget-sought", "forget-imports"}


class Bad:
    """Makes one call fail: that whose arguments are about the bad record."""

    def __init__(self, monkeypatch):
        self._monkeypatch = monkeypatch

    def when(self, where: object, name: str, is_bad: Callable[..., bool]) -> None:
        kept = getattr(where, name)

        def breaking(*args, **kwargs):
            if is_bad(*args, **kwargs):
                raise KeyError(SECRET)
            return kept(*args, **kwargs)

        self._monkeypatch.setattr(where, name, breaking)

    def message_to(self, address: str) -> None:
        self.when(queue, "post", lambda message, to: to == address)


@pytest.fixture
def bad(monkeypatch):
    return Bad(monkeypatch)


def come(tree, days: float) -> list[Registration]:
    """Three people to a date of an event with minutes."""
    event = tree.add(
        WorkshopPage, place_name="Salle", minutes="<p>On a cousu.</p>", takes_registrations=True
    )
    date = tree.date(event, days=5)
    for name in NAMES:
        join(date, name)
    starts_at = NOW + timedelta(days=days)
    Occurrence.objects.filter(pk=date.pk).update(
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )
    Registration.objects.update(created_at=A_YEAR_AGO)
    Email.objects.all().delete()
    return list(Registration.objects.order_by("pk"))


def reminded(tree, bad):
    come(tree, days=0.5)
    bad.message_to("zoe@example.org")
    return lambda: Notice.objects.filter(kind="reminder").count()


def thanked(tree, bad):
    come(tree, days=-1)
    bad.message_to("zoe@example.org")
    return lambda: Notice.objects.filter(kind="thanks").count()


def people_forgotten(tree, bad):
    first = [come(tree, days=-365) for _date in NAMES][0][0]  # noqa: RUF015
    bad.when(registrations, "_forget", lambda people: first in people)
    return lambda: 3 - Registration.objects.values("occurrence").distinct().count()


def digests_sent(tree, bad):
    tree.add(AgendaPage)
    tree.date(tree.add(WorkshopPage, place_name="Salle"), days=3)
    for name in NAMES:
        services.subscribe(Request(f"{name}@example.org", "", "fr"), A_YEAR_AGO)
    Subscription.objects.update(confirmed_at=A_YEAR_AGO)
    Email.objects.all().delete()
    bad.message_to("zoe@example.org")
    return lambda: Email.objects.count()


def selections_sent(tree, bad):
    done = digests_sent(tree, bad)
    Subscription.objects.filter(email="ali@example.org").update(selection="q=coudre")
    bad.when(digests.selections, "read", lambda selection, language: selection == "q=coudre")
    return lambda: done() + 1


def requests_forgotten(tree, bad):
    tree.add(AgendaPage)
    for name in NAMES:
        services.subscribe(Request(f"{name}@example.org", "", "fr"), NOW)
    Subscription.objects.update(created_at=A_YEAR_AGO, link_sent_at=A_YEAR_AGO)
    zoe = Subscription.objects.get(email="zoe@example.org")
    bad.when(services, "erase", lambda rows: rows.first().pk == zoe.pk)
    return lambda: 3 - Subscription.objects.count()


def proposals_forgotten(tree, bad):
    for name in NAMES:
        page = tree.add(WorkshopPage, live=False)
        Proposal.objects.create(page=page, name=name, email=f"{name}@example.org", language="fr")
    Proposal.objects.update(created_at=A_YEAR_AGO)
    zoe = Proposal.objects.get(name="zoe")
    bad.when(proposals, "may_be_discarded", lambda page: page.pk == zoe.page_id)
    return lambda: 3 - Proposal.objects.count()


def published(tree, bad):
    pages = [complete(tree.add(StandardPage, live=False)) for _name in NAMES]
    for page in pages:
        page.save_revision(approved_go_live_at=NOW - timedelta(hours=1))
    bad.when(StandardPage, "publish", lambda page, *_, **__: page.pk == pages[0].pk)
    return lambda: PortalPage.objects.filter(pk__in=[page.pk for page in pages], live=True).count()


def taken_offline(tree, bad):
    pages = [tree.add(StandardPage, expire_at=NOW - timedelta(hours=1)) for _name in NAMES]
    of_these = PortalPage.objects.filter(pk__in=[page.pk for page in pages])
    bad.when(publish_scheduled, "take_offline", lambda page: page.pk == pages[0].pk)
    return lambda: of_these.filter(live=False).count()


def editors_told(tree, bad):
    for name in NAMES:
        editor = User.objects.create_user(f"{name}@example.org", "un mot de passe assez long")
        page = tree.add(StandardPage, live=False)
        page.save_revision(user=editor, approved_go_live_at=NOW - timedelta(hours=1))
    bad.when(publication_messages, "write_to", lambda person, _compose: person.email.startswith("zoe"))
    return lambda: Email.objects.count()


def documents_read(tree, bad):
    made = [
        PortalDocument.objects.create(title=name, file=ContentFile(b"Un guide.", name=f"{name}.txt"))
        for name in NAMES
    ]
    bad.when(document_texts, "_read", lambda document: document.pk == made[0].pk)
    return lambda: DocumentText.objects.exclude(text="").count()


def trash_emptied(tree, bad):
    author = User.objects.create_superuser("qui@example.org", "un mot de passe assez long")
    rows = [trash.throw_away(tree.add(StandardPage), author, A_YEAR_AGO) for _name in NAMES]
    bad.when(trash, "delete_for_good", lambda row, user: row.pk == rows[0].pk)
    return lambda: 3 - TrashedPage.objects.count()


def owners_reminded(tree, bad):
    for name in NAMES:
        owner = User.objects.create_user(f"{name}@example.org", "un mot de passe assez long")
        tree.add(StandardPage, owner=owner, review_by=timezone.localdate())
    bad.message_to("zoe@example.org")
    return lambda: Email.objects.count()


def translations_compared(tree, bad):
    compared = []
    for _name in NAMES:
        sheet = tree.add(MethodSheetPage)
        translate(sheet)
        publish(sheet)
    sources = list(translations.TranslationSource.objects.order_by("pk"))[-3:]
    translations.TranslationSource.objects.update(last_updated_at=A_YEAR_AGO)

    def is_bad(source):
        if source.pk == sources[0].pk:
            return True
        compared.append(source.pk)
        return False

    bad.when(translations, "changes_of", is_bad)
    return lambda: len(set(compared) & {source.pk for source in sources})


def messages_sent(tree, bad):
    post_three()
    bad.when(Email, "prepare_email_message", lambda email: email.to == ["zoe@example.org"])
    return lambda: Email.objects.filter(status=STATUS.sent).count()


def messages_forgotten(tree, bad):
    first = post_three()[0]
    Email.objects.update(created=A_YEAR_AGO)
    bad.when(queue, "forget", lambda emails: emails[0].pk == first.pk)
    return lambda: 3 - Email.objects.count()


def post_three() -> list[Email]:
    message = Message("Votre place", ("Bonjour,",), "fr")
    return [queue.post(message, f"{name}@example.org") for name in NAMES]


SCENARIOS = [
    ("remind", reminded),
    ("thank", thanked),
    ("forget-registrations", people_forgotten),
    ("send-digests", digests_sent),
    ("send-digests", selections_sent),
    ("forget-subscriptions", requests_forgotten),
    ("forget-proposals", proposals_forgotten),
    ("publish-scheduled", published),
    ("publish-scheduled", taken_offline),
    ("publish-scheduled", editors_told),
    ("read-documents", documents_read),
    ("empty-trash", trash_emptied),
    ("remind-reviews", owners_reminded),
    ("compare-translations", translations_compared),
    ("send-mail", messages_sent),
    ("forget-mail", messages_forgotten),
]


def test_every_task_is_here():
    assert {name for name, _scenario in SCENARIOS} | AT_ONCE == {each.name for each in periodic._registry}


@pytest.mark.parametrize(
    ("name", "scenario"), SCENARIOS, ids=lambda each: getattr(each, "__name__", each)
)
def test_the_others_are_done_and_the_log_says_which_failed_and_where(
    name, scenario, tree, bad, settings, caplog, monkeypatch
):
    settings.MAIL_LEAVES = True
    monkeypatch.setattr(weeks, "due", lambda now: timezone.localdate(now))
    done = scenario(tree, bad)
    (task,) = [each for each in periodic._registry if each.name == name]
    with caplog.at_level(logging.INFO):
        for _turn in range(2):
            faults.attempt(logging.getLogger(__name__), task.name, task.do)
    assert done() == 2
    assert "KeyError at tests/operations/test_each_record.py" in caplog.text
    assert "portal/" in caplog.text or "projects/" in caplog.text
    assert "Zoé" not in caplog.text
    assert "example.org" not in caplog.text


@pytest.mark.django_db
class TestACommand:
    def test_that_forgets_goes_on_with_its_other_steps_and_fails_at_the_end(self, tree, bad):
        post_three()
        Email.objects.update(created=A_YEAR_AGO)
        bad.when(RegistrationQuerySet, "out_of_date", lambda *late: True)
        with pytest.raises(CommandError):
            call_command("purge_personal_data", verbosity=0)
        assert not Email.objects.exists()

    def test_that_prepares_parks_goes_on_and_fails_at_the_end(self, tree, bad, caplog):
        parks = [tree.park() for _name in NAMES]
        bad.when(prepare_roles.park_branches, "open_park", lambda park: park.pk == parks[0].pk)
        with pytest.raises(CommandError):
            call_command("prepare_roles")
        assert Park.objects.filter(pk__in=[park.pk for park in parks], team=None).get() == parks[0]
        assert f"Park {parks[0].pk}" in caplog.text

    def test_that_checks_links_goes_on(self, tree, bad):
        pages = [
            tree.add(StandardPage, body=[("text", '<a linktype="page" id="999999">x</a>')])
            for _name in NAMES
        ]
        bad.when(links, "links_of", lambda page: page.pk == pages[0].pk)
        call_command("check_links", "--offline", verbosity=0)
        assert {link.page_id for link in links.DeadLink.objects.all()} == {page.pk for page in pages[1:]}

    def test_that_does_all_once_says_that_not_all_went_well(self, tree, bad):
        owners_reminded(tree, bad)
        with pytest.raises(CommandError):
            call_command("work", "--once")


@pytest.mark.django_db
class TestALetter:
    def test_given_up_after_days_is_said(self, settings, caplog):
        settings.MAIL_LEAVES = True
        emails = post_three()
        Email.objects.update(created=timezone.now() - queue.GIVEN_UP_AFTER - timedelta(hours=1))
        queue.send_what_waits()
        queue.send_what_waits()
        keys = ", ".join(str(email.pk) for email in emails)
        assert [each.getMessage() for each in caplog.records] == [
            f"3 messages given up after 3 days: {keys}"
        ]

    def test_given_up_is_said_to_who_organises(self, tree, settings, admin):
        """Whoever has not heard that a date is called off is rung up."""
        settings.MAIL_LEAVES = True
        people = come(tree, days=5)
        date = people[0].occurrence
        date.status, date.reason = "cancelled", "Il neige."
        agenda.change(date, ["status", "reason"])
        Email.objects.update(created=timezone.now() - queue.GIVEN_UP_AFTER - timedelta(hours=1))
        queue.send_what_waits()
        assert Notice.objects.to_call().filter(kind="called_off").count() == 3
        assert Notice.objects.to_call().count() == 3
        shown = admin.get(reverse("registration_desk:index", args=(date.pk,))).content.decode()
        assert "zoe@example.org" in shown
        assert "n’a pas pu partir" in shown

    def test_on_which_the_server_hangs_up_costs_the_next_ones_nothing(self, settings):
        settings.MAIL_LEAVES = True
        settings.MAIL_TRANSPORT = f"{__name__}.HangingUp"
        post_three()
        assert queue.send_what_waits() == 2


class HangingUp(EmailBackend):
    """A server that ends the connection over one message; what follows meets a dead one."""

    is_dead = False

    def open(self):
        pass

    def close(self):
        self.is_dead = False

    def send_messages(self, messages):
        if self.is_dead or messages[0].to == ["zoe@example.org"]:
            self.is_dead = True
            raise ConnectionResetError
        return super().send_messages(messages)


def test_a_cause_is_told_by_its_kind_and_place():
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        told = faults.described(error)
    assert told.startswith("KeyError at tests/operations/test_each_record.py:")
    assert "; after ValueError at tests/operations/" in told
    assert SECRET not in told
