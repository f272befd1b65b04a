"""What moves the versions, and what does not."""

from datetime import timedelta

import pytest
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import TranslationSource

from methods.models import MethodSheetPage
from portal.caching import triggers, versions
from portal.vocabulary.models import Theme
from projects.agenda.models import WorkshopPage
from tests.support.publication import complete
from tests.support.registrations import join
from tests.support.visitors import next_transaction

pytestmark = [pytest.mark.django_db, pytest.mark.searches]


class Watch:
    """Which versions have moved since it was last asked."""

    def __init__(self):
        next_transaction()
        self._before = versions.read()

    def moved(self) -> set[str]:
        next_transaction()
        now = versions.read()
        fields = {name for name in now._fields if getattr(now, name) != getattr(self._before, name)}
        self._before = now
        return fields


@pytest.fixture
def sheet(tree):
    return complete(tree.add(MethodSheetPage))


@pytest.fixture
def theme(db):
    french = Locale.objects.get(language_code="fr")
    return Theme.objects.create(name="Accueillir", slug="accueillir", locale=french)


class TestWhatThePublicSees:
    def test_moves_by_a_publication(self, sheet):
        watch = Watch()
        sheet.title = "Un autre titre"
        sheet.save_revision().publish()
        assert watch.moved() == {"content"}

    def test_moves_when_a_page_ceases_to_be_public(self, sheet):
        watch = Watch()
        sheet.unpublish()
        assert watch.moved() == {"content"}

    def test_moves_by_a_restriction(self, sheet):
        watch = Watch()
        PageViewRestriction.objects.create(page=sheet, restriction_type="login")
        assert watch.moved() == {"content"}

    def test_moves_by_a_page_put_elsewhere_and_deleted(self, tree, sheet):
        other = tree.add(MethodSheetPage)
        watch = Watch()
        other.delete()
        assert watch.moved() == {"content"}

    def test_moves_by_a_bulk_update(self, theme):
        watch = Watch()
        Theme.objects.filter(pk=theme.pk).update(name="Accueillir ensemble")
        assert watch.moved() == {"content"}

    def test_moves_by_plain_sql(self, theme):
        watch = Watch()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE vocabulary_theme SET name = 'Autrement'")
        assert watch.moved() == {"content"}

    def test_is_not_moved_by_an_update_that_changes_nothing(self, theme):
        watch = Watch()
        Theme.objects.filter(pk=theme.pk).update(name=theme.name)
        assert watch.moved() == set()


class TestADraft:
    def test_of_a_public_page_moves_nothing(self, sheet):
        watch = Watch()
        sheet.title = "Un brouillon"
        sheet.save_revision()
        assert watch.moved() == set()

    def test_of_a_new_page_moves_nothing(self, tree, sheet):
        watch = Watch()
        page = tree.add(MethodSheetPage, live=False)
        page.summary = "Presque prête"
        page.save_revision()
        assert watch.moved() == set()

    def test_that_is_deleted_moves_nothing(self, tree, sheet):
        page = tree.add(MethodSheetPage, live=False)
        watch = Watch()
        page.delete()
        assert watch.moved() == set()


class TestWhoWorksOnTheSite:
    def test_moves_nothing_by_signing_in(self, network_editor):
        watch = Watch()
        user_logged_in.send(type(network_editor), request=None, user=network_editor)
        assert watch.moved() == set()

    def test_moves_nothing_by_preparing_a_translation(self, sheet):
        watch = Watch()
        source, _made = TranslationSource.get_or_create_from_instance(sheet)
        source.update_from_db()
        assert watch.moved() == set()


class TestADate:
    def test_moves_the_version_of_dates(self, tree):
        date = tree.date(tree.add(WorkshopPage))
        watch = Watch()
        date.reason, date.status = "Il pleut", "cancelled"
        date.save()
        assert "dates" in watch.moved()

    def test_moves_it_by_the_places_that_are_taken(self, tree):
        date = tree.date(tree.add(WorkshopPage))
        watch = Watch()
        type(date).objects.filter(pk=date.pk).update(confirmed_places=3)
        assert watch.moved() == {"dates"}

    def test_moves_nothing_by_what_nobody_sees(self, tree):
        date = tree.date(tree.add(WorkshopPage))
        watch = Watch()
        type(date).objects.filter(pk=date.pk).update(people_came=12, last_message="x")
        assert watch.moved() == set()

    def test_moves_no_content_by_a_registration(self, tree):
        event = tree.add(WorkshopPage, takes_registrations=True)
        date = tree.date(event)
        watch = Watch()
        join(date, "Zoé", 2)
        assert watch.moved() == {"dates"}


class TestTheTriggers:
    def test_are_all_there_after_migrations(self):
        assert triggers.missing(connection) == []

    def test_are_made_again_by_a_migration(self):
        name, table = next(iter(triggers.existing(connection).items()))
        on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
        assert triggers.missing(connection) == [name]
        call_command("migrate", verbosity=0)
        assert triggers.missing(connection) == []

    def test_that_are_missing_are_told_by_a_check(self, settings):
        from portal.caching.checks import versions_move

        assert versions_move(databases=["default"]) == []
        name, table = next(iter(triggers.existing(connection).items()))
        on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {name}{on_table}")
        assert [message.id for message in versions_move(databases=["default"])] == ["caching.W001"]
        settings.PAGE_CACHE_BYTES = 0
        assert versions_move(databases=["default"]) == []


class TestTheNumbers:
    def test_begin_where_none_has_been(self):
        before = versions.read()
        versions.begin()
        assert versions.read() > before

    def test_stay_when_the_moves_are_added_up(self, theme, monkeypatch):
        for name in ("Un", "Deux", "Trois"):
            next_transaction()
            Theme.objects.update(name=name)
        before = versions.read()
        monkeypatch.setattr(versions, "MOST_MOVES", 2)
        assert versions.read() == before
        monkeypatch.undo()
        assert versions.read() == before
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM caching_move")
            assert cursor.fetchone() == (0,)

    def test_say_when_they_last_moved(self, theme):
        Theme.objects.update(name="Maintenant")
        assert timezone.now() - versions.last_move() < timedelta(minutes=1)
