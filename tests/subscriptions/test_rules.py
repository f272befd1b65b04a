"""A digest a week, no more, of what one asked for, to who said yes and has not left."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from post_office.models import Email
from wagtail.models import PageViewRestriction

from portal.mail import queue
from projects.agenda import services as agenda_services
from projects.agenda.models import AgendaPage, Occurrence, WorkshopPage
from projects.subscriptions import digests, messages, services, weeks
from projects.subscriptions.models import Subscription
from projects.subscriptions.querysets import CONFIRMED_WITHIN
from projects.subscriptions.services import Request

PARIS = timezone.get_default_timezone()


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=PARIS)


#: A Monday, as digests leave.
MONDAY = at(2027, 5, 3, 8, 0)
WEEK = timedelta(days=7)


def follow(name="zoe", selection="", confirmed=MONDAY - WEEK, language="fr") -> Subscription:
    """By the services, without the pages."""
    address = f"{name}@example.org"
    services.subscribe(Request(address, selection, language), confirmed)
    subscription = Subscription.objects.of_address(address).get(selection=selection)
    services.confirm(subscription, confirmed)
    subscription.refresh_from_db()
    return subscription


def sent(now=MONDAY) -> list[Email]:
    """The digests that leave then."""
    before = set(Email.objects.values_list("pk", flat=True))
    digests.send(now)
    return list(Email.objects.exclude(pk__in=before).order_by("pk"))


@pytest.fixture(autouse=True)
def agenda(tree):
    return tree.add(AgendaPage, title="Agenda")


@pytest.fixture
def workshop(tree):
    return tree.add(WorkshopPage, title="Coudre ensemble", place_name="Salle")


def hold(event, starts_at, **facts) -> Occurrence:
    """A date that was announced long ago."""
    made = agenda_services.schedule(event, starts_at, starts_at + timedelta(hours=2), **facts)
    Occurrence.objects.filter(pk=made.pk).update(created_at=MONDAY - 20 * WEEK)
    return made


class TestTheWeek:
    @pytest.mark.parametrize(
        ("now", "week"),
        [
            (at(2027, 5, 3, 7, 59), None),
            (at(2027, 5, 3, 8, 0), date(2027, 5, 3)),
            (at(2027, 5, 9, 23, 59), date(2027, 5, 3)),
            # A year of 53 weeks ends in the next one.
            (at(2026, 12, 28, 8, 0), date(2026, 12, 28)),
            (at(2027, 1, 3, 23, 0), date(2026, 12, 28)),
            (at(2027, 1, 4, 8, 0), date(2027, 1, 4)),
            # The clocks change on the Sunday before.
            (datetime.fromisoformat("2027-03-29T05:59:00+00:00"), None),
            (datetime.fromisoformat("2027-03-29T06:00:00+00:00"), date(2027, 3, 29)),
            (datetime.fromisoformat("2026-10-26T06:59:00+00:00"), None),
            (datetime.fromisoformat("2026-10-26T07:00:00+00:00"), date(2026, 10, 26)),
        ],
    )
    def test_begins_on_monday_at_eight_in_paris(self, now, week):
        assert weeks.due(now) == week

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(PARIS)))
    def test_of_the_first_digest_is_never_one_that_has_left(self, now):
        first = weeks.next_after(now)
        assert first.weekday() == 0
        assert timedelta(0) < weeks.leaves_at(first) - now <= timedelta(days=7, hours=1)


class TestADigest:
    @pytest.fixture(autouse=True)
    def zoe(self, agenda):
        return follow()

    def test_tells_four_weeks_from_its_day_on(self, workshop):
        over, soon = MONDAY - WEEK, MONDAY + timedelta(hours=2)
        for starts_at in (over, soon, at(2027, 5, 30, 18), at(2027, 5, 31, 9)):
            hold(workshop, starts_at)
        (email,) = sent()
        assert email.subject == "Rendez-vous du 3 mai au 30 mai 2027"
        assert email.message.count("Coudre ensemble") == 2
        assert "Lundi 3 mai 2027, de 10\xa0h à 12\xa0h" in email.message

    def test_is_not_written_when_nothing_comes_even_if_something_does_later_that_week(self, workshop):
        assert sent() == []
        hold(workshop, MONDAY + WEEK)
        assert sent(MONDAY + timedelta(days=1)) == []
        assert len(sent(MONDAY + WEEK)) == 1

    def test_that_was_missed_is_made_up_once(self, workshop):
        for number in range(6):
            hold(workshop, MONDAY + number * WEEK + timedelta(days=6))
        thursday = MONDAY + timedelta(days=3, hours=5)
        assert [len(sent(thursday)), len(sent(thursday + timedelta(hours=1)))] == [1, 0]
        # Off for two weeks and a half: the weeks in between are over.
        assert len(sent(MONDAY + 3 * WEEK + timedelta(days=2))) == 1
        assert sent(MONDAY + 4 * WEEK - timedelta(minutes=1)) == []

    def test_says_in_words_what_does_not_take_place(self, workshop):
        hold(workshop, MONDAY + WEEK, status="cancelled", reason="La salle est prise.")
        hold(workshop, MONDAY + 2 * WEEK, status="postponed", reason="Au mois de juin.")
        (email,) = sent()
        for state, why in (("Annulé", "La salle est prise."), ("Reporté", "Au mois de juin.")):
            assert f"{state}\xa0: Coudre ensemble" in email.message
            assert why in email.message

    def test_tells_first_what_the_last_one_could_not(self, tree, workshop):
        hold(workshop, MONDAY + WEEK)
        (first,) = sent()
        assert "À VENIR" in first.message
        assert "NOUVEAU" not in first.message
        late = hold(tree.add(WorkshopPage, title="Annoncé depuis"), MONDAY + WEEK + timedelta(days=2))
        Occurrence.objects.filter(pk=late.pk).update(created_at=MONDAY + timedelta(days=1))
        hold(tree.add(WorkshopPage, title="Trop loin avant"), MONDAY + 4 * WEEK)
        before = MONDAY - 20 * WEEK
        WorkshopPage.objects.update(first_published_at=before)
        published = tree.add(WorkshopPage, title="Publié depuis")
        hold(published, MONDAY + WEEK + timedelta(days=3))
        WorkshopPage.objects.filter(pk=published.pk).update(first_published_at=MONDAY + timedelta(days=2))
        (email,) = sent(MONDAY + WEEK)
        new, known = email.message.split("DÉJÀ ANNONCÉ")
        for title in ("Annoncé depuis", "Trop loin avant", "Publié depuis"):
            assert title in new
            assert title not in known
        assert "Coudre ensemble" in known

    def test_holds_thirty_dates_then_leads_to_the_others(self, workshop):
        for number in range(messages.MOST_DATES + 2):
            hold(workshop, MONDAY + timedelta(hours=5 * number + 1))
        (email,) = sent()
        assert email.message.count("Coudre ensemble") == messages.MOST_DATES
        assert "Voir 2 autres dates sur le site" in email.message

    def test_tells_nothing_that_not_everybody_may_read(self, tree, workshop):
        hold(workshop, MONDAY + WEEK)
        hidden = tree.add(WorkshopPage, title="Réunion fermée")
        hold(hidden, MONDAY + WEEK)
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        hold(tree.add(WorkshopPage, title="Brouillon", live=False), MONDAY + WEEK)
        (email,) = sent()
        assert "Coudre" in email.message
        assert "fermée" not in email.message
        assert "Brouillon" not in email.message

    def test_does_not_read_titles_as_code(self, tree):
        title = "<script> {{ 7|add:7 }}\r\nBcc: all@example.org"
        hold(tree.add(WorkshopPage, title=title), MONDAY + WEEK)
        (email,) = sent()
        assert "<script>" not in email.html_message
        assert "{{ 7|add:7 }}" in email.message

    def test_waits_while_there_is_no_agenda(self, agenda, workshop):
        hold(workshop, MONDAY + WEEK)
        AgendaPage.objects.update(live=False)
        assert sent() == []
        AgendaPage.objects.update(live=True)
        assert len(sent(MONDAY + timedelta(days=1))) == 1

    def test_of_who_confirms_later_is_the_next_one(self, workshop):
        hold(workshop, MONDAY + 2 * WEEK)
        follow("ali", confirmed=MONDAY)
        assert [email.to for email in sent(MONDAY + timedelta(hours=1))] == [["zoe@example.org"]]
        assert len(sent(MONDAY + WEEK)) == 2


class TestAChoice:
    def test_tells_its_own_dates_only(self, tree):
        here, there = tree.park(), tree.park()
        for park, title in ((here, "Ici"), (there, "Là-bas")):
            event = tree.add(WorkshopPage, title=title)
            WorkshopPage.objects.filter(pk=event.pk).update(park=park)
            hold(event, MONDAY + WEEK)
        follow(selection=f"parc={here.slug}")
        (email,) = sent()
        assert "Ici" in email.message
        assert "Là-bas" not in email.message
        assert f"Parc\xa0: {here.name}" in email.message
        assert f"/?parc={here.slug}" in email.message

    def test_that_is_gone_ends_with_a_word_and_never_widens(self, tree, workshop):
        hold(workshop, MONDAY + WEEK)
        park = tree.park()
        follow(selection=f"parc={park.slug}")
        park.delete()
        (email,) = sent()
        assert "s’arrête" in email.subject
        assert "Coudre" not in email.message
        assert not Subscription.objects.exists()
        assert sent(MONDAY + WEEK) == []


class TestTheDatabase:
    def test_holds_one_subscription_an_address_choice_and_language(self):
        follow("zoe")
        with pytest.raises(IntegrityError), transaction.atomic():
            Subscription.objects.create(email="ZOE@example.org", language="fr")
        Subscription.objects.create(email="zoe@example.org", language="en")

    def test_refuses_a_digest_to_who_did_not_confirm(self):
        follow("zoe")
        with pytest.raises(IntegrityError), transaction.atomic():
            Subscription.objects.update(confirmed_at=None, week_done=date(2027, 5, 3))


#: The turn, the message, two looks of Wagtail’s index of references at it, and whose it is.
EACH = 5


class TestTheQueries:
    def count(self, people: int, dates: int, tree) -> int:
        for number in range(dates):
            hold(tree.add(WorkshopPage), MONDAY + timedelta(hours=7 * number + 1))
        for number in range(people):
            follow(f"p{people}-{dates}-{number}")
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                assert digests.send(MONDAY) == people
            transaction.set_rollback(True)
        Subscription.objects.all().delete()
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    def test_are_few_for_each_person_and_none_for_each_date(self, tree):
        self.count(1, 1, tree)  # what is kept in memory from then on
        one = self.count(1, 0, tree)
        assert self.count(20, 0, tree) == one + 19 * EACH
        assert self.count(1, 19, tree) == one


NAMES = ("zoe", "ali", "bea")


class Killed(Exception):
    """The worker stops here."""


@st.composite
def stories(draw):
    """People come and go while the clock runs on and the worker works, stops or is killed."""
    who = st.sampled_from(NAMES)
    step = st.one_of(
        st.tuples(st.just("subscribe"), who),
        st.tuples(st.just("confirm"), who),
        st.tuples(st.just("confirm"), who),
        st.tuples(st.just("stop"), who),
        st.tuples(st.just("send"), st.none()),
        st.tuples(st.just("crash"), st.integers(0, 2)),
        st.tuples(st.just("wait"), st.sampled_from([1, 5, 23, 24, 49, 168, 200])),
        st.tuples(st.just("forget"), st.none()),
    )
    start = draw(st.sampled_from([at(2026, 12, 27, 22), at(2027, 3, 28, 1), at(2026, 10, 25, 4)]))
    first = [(what, name) for name in draw(st.sets(who)) for what in ("subscribe", "confirm")]
    return start, first + draw(st.lists(step, max_size=20))


#: Killed between two messages, then at work again; the same in the next week, which is in another year.
KILLED_IN_THE_MIDDLE = [
    *((what, name) for name in NAMES for what in ("subscribe", "confirm")),
    *(("wait", 24), ("crash", 1), ("send", None), ("send", None)),
    *(("wait", 168), ("crash", 2), ("stop", "bea"), ("send", None)),
]


class Life:
    """The portal at work, beside the rules once more as one would keep them with a pencil."""

    def __init__(self, now, monkeypatch):
        self.now, self.monkeypatch = now, monkeypatch
        #: By name: when the link was last sent, when it was confirmed, the weeks it was written to.
        self.book: dict[str, list] = {}

    def of(self, name):
        return Subscription.objects.of_address(f"{name}@example.org")

    def subscribe(self, name):
        services.subscribe(Request(f"{name}@example.org", "", "fr"), self.now)
        entry = self.book.setdefault(name, [self.now, None, set()])
        if self.now - entry[0] >= services.LINK_SENT_AGAIN_AFTER:
            entry[0] = self.now

    def confirm(self, name):
        for each in self.of(name).open(self.now):
            services.confirm(each, self.now)
        entry = self.book.get(name)
        if entry and not entry[1] and self.now - entry[0] < CONFIRMED_WITHIN:
            entry[1] = self.now

    def stop(self, name):
        services.erase(self.of(name))
        self.book.pop(name, None)

    def forget(self, _):
        services.erase(Subscription.objects.never_confirmed(self.now))
        for name, (asked, confirmed, _weeks) in list(self.book.items()):
            if not confirmed and self.now - asked >= CONFIRMED_WITHIN:
                del self.book[name]

    def wait(self, hours):
        self.now += timedelta(hours=hours)

    def expected(self) -> list[str]:
        """Who is to be written to now."""
        week = weeks.due(self.now)
        return sorted(
            name
            for name, (_asked, confirmed, written) in self.book.items()
            if week and confirmed and confirmed < weeks.leaves_at(week) and week not in written
        )

    def send(self, _):
        expected = self.expected()
        assert self.work() == expected

    def crash(self, after):
        expected, left, really = self.expected(), [after], queue.post

        def post(message, to):
            if not left[0]:
                raise Killed
            left[0] -= 1
            return really(message, to)

        with self.monkeypatch.context() as patched:
            patched.setattr(services.queue, "post", post)
            written = self.work()
        assert len(written) == min(after, len(expected))
        assert set(written) <= set(expected)

    def work(self) -> list[str]:
        """Whom the worker has written to before it was done or killed."""
        before = set(Email.objects.values_list("pk", flat=True))
        with suppress(Killed):
            digests.send(self.now)
        written = Email.objects.exclude(pk__in=before)
        names = sorted(email.to[0].removesuffix("@example.org") for email in written)
        for name in names:
            self.book[name][2].add(weeks.due(self.now))
        return names


class TestAnySequence:
    @settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @example((at(2026, 12, 27, 22), KILLED_IN_THE_MIDDLE))
    @given(stories())
    def test_writes_once_a_week_to_who_said_yes_and_to_nobody_else(self, workshop, monkeypatch, story):
        now, steps = story
        with transaction.atomic():
            days = [now + timedelta(days=5 * number + 1) for number in range(40)]
            Occurrence.objects.bulk_create(
                Occurrence(event_id=workshop.pk, starts_at=day, ends_at=day + timedelta(hours=2))
                for day in days
            )
            life = Life(now, monkeypatch)
            for what, value in [*steps, ("send", None)]:
                getattr(life, what)(value)
            transaction.set_rollback(True)
