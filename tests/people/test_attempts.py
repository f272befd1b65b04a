"""What was tried on the admin by people who may do less, each as it was tried."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.images import ImageFile
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from portal.media.models import Picture
from portal.people import roles
from portal.people.models import User
from portal.vocabulary.models import Theme
from projects.agenda.models import WorkshopPage
from projects.parks.models import ParkIndexPage
from tests.media.test_pictures import photo
from tests.people.test_shared_pages import Team
from tests.people.world import SECRET, person
from tests.support.admin import form_values
from tests.support.people import sign_in
from tests.support.publication import complete, publish
from tests.support.translation import translate

PASSWORD = "un mot de passe assez long"


@pytest.fixture
def ours(tree):
    tree.add(ParkIndexPage)
    return Team("Vexin", "Notre page")


@pytest.fixture
def theirs(ours):
    return Team("Ballons", SECRET)


def in_group(name: str, email: str) -> User:
    return person(email, Group.objects.get(name=name))


@pytest.fixture
def editor(ours):
    return in_group(roles.NETWORK_EDITORS, "editor@reseau.example.org")


@pytest.fixture
def client(editor):
    return sign_in(editor)


def of_person(email="nouvelle@example.org", **more):
    values = {"email": email, "first_name": "Ana", "last_name": "Ber"}
    return values | {"password1": PASSWORD, "password2": PASSWORD} | more


class TestANetworkEditorAmongPeople:
    def test_makes_no_administrator(self, client, ours):
        new, communicator = reverse("wagtailusers_users:add"), ours.communicator
        client.post(new, of_person(is_superuser="on"))
        assert User.objects.filter(email="nouvelle@example.org", is_superuser=False).exists()
        client.post(
            reverse("wagtailusers_users:edit", args=(communicator.pk,)),
            of_person(communicator.email, is_superuser="on", is_active="on"),
        )
        communicator.refresh_from_db()
        assert (communicator.first_name, communicator.is_superuser) == ("Ana", False)

    def test_is_not_offered_to(self, client, ours):
        for url in (
            reverse("wagtailusers_users:add"),
            reverse("wagtailusers_users:edit", args=(ours.communicator.pk,)),
        ):
            html = client.get(url).content.decode()
            assert "is_superuser" not in html
            assert ours.team.communicators.name in html

    def test_gives_the_groups_whose_rights_they_have(self, client, ours):
        group = ours.team.contributors
        client.post(reverse("wagtailusers_users:add"), of_person(groups=[group.pk]))
        assert User.objects.get(email="nouvelle@example.org").groups.get() == group

    @pytest.fixture
    def stronger(self, db):
        group = Group.objects.create(name="Groupe tout-puissant")
        group.permissions.add(Permission.objects.get(codename="change_group"))
        return group

    def test_gives_no_group_with_more_rights(self, client, ours, stronger):
        client.post(reverse("wagtailusers_users:add"), of_person(groups=[stronger.pk]))
        assert not stronger.user_set.exists()
        assign = reverse("wagtail_bulk_action", args=("people", "user", "assign_role"))
        client.post(f"{assign}?id={ours.communicator.pk}", {"role": stronger.pk})
        assert not stronger.user_set.exists()
        assert stronger.name not in client.get(f"{assign}?id={ours.communicator.pk}").content.decode()

    def test_does_not_raise_themselves(self, client, editor, stronger):
        edit = reverse("wagtailusers_users:edit", args=(editor.pk,))
        values = of_person(editor.email, is_active="on", is_superuser="on", groups=[stronger.pk])
        client.post(edit, values)
        assign = reverse("wagtail_bulk_action", args=("people", "user", "assign_role"))
        client.post(f"{assign}?id={editor.pk}", {"role": stronger.pk})
        editor.refresh_from_db()
        assert not editor.is_superuser
        assert not stronger.user_set.exists()

    @pytest.mark.parametrize("why", ["administrator", "group", "permission"])
    def test_touches_nobody_who_may_do_more(self, client, ours, stronger, why):
        somebody = person("haut@example.org", *([stronger] if why == "group" else []))
        somebody.is_superuser = why == "administrator"
        somebody.save()
        if why == "permission":
            somebody.user_permissions.add(Permission.objects.get(codename="change_group"))
        for view in ("edit", "delete", "history", "usage"):
            url = reverse(f"wagtailusers_users:{view}", args=(somebody.pk,))
            assert client.get(url).status_code == 302, view
            client.post(url, of_person("pris@example.org", is_active="on"))
        for action, values in (
            ("set_active_state", {"mark_as_active": False}),
            ("delete", {}),
            ("assign_role", {"role": ours.team.contributors.pk}),
        ):
            url = reverse("wagtail_bulk_action", args=("people", "user", action))
            client.post(f"{url}?id={somebody.pk}", values)
            client.post(f"{url}?id=all", values)
        after = User.objects.get(pk=somebody.pk)
        assert (after.email, after.is_active) == ("haut@example.org", True)
        assert ours.team.contributors not in after.groups.all()


class TestTheVocabularyOfTheNetwork:
    @pytest.fixture
    def theme(self, ours):
        return Theme.objects.filter(locale__language_code="fr").first() or Theme.objects.create(
            name="Accueillir", slug="accueillir", locale=Page.objects.first().locale
        )

    @pytest.mark.parametrize("role", ["communicator", "contributor"])
    def test_is_translated_by_nobody_else(self, ours, theme, role):
        client = sign_in(getattr(ours, role))
        english = Page.objects.first().locale.__class__.objects.get(language_code="en")
        submit = reverse(
            "wagtail_localize:submit_snippet_translation", args=("vocabulary", "theme", theme.pk)
        )
        assert client.get(submit).status_code == 302
        client.post(submit, {"locales": [english.pk]})
        assert not Theme.objects.filter(locale=english, translation_key=theme.translation_key).exists()
        source, _made = TranslationSource.get_or_create_from_instance(theme)
        update = reverse("wagtail_localize:update_translations", args=(source.pk,))
        assert client.get(update).status_code == 302
        assert client.post(update, {"publish_translations": "on"}).url == reverse("wagtailadmin_home")


class TestPublishingTranslations:
    def test_asks_the_right_to_publish_each(self, tree, ours):
        publish(ours.page)
        page = tree.add(WorkshopPage, parent=ours.page, owner=ours.contributor)
        translate(page)
        source = TranslationSource.objects.get_for_instance(page)
        update = reverse("wagtail_localize:update_translations", args=(source.pk,))
        for role, is_allowed in (("contributor", False), ("communicator", True)):
            answer = sign_in(getattr(ours, role)).post(update, {"publish_translations": "on"})
            assert (answer.url != reverse("wagtailadmin_home")) == is_allowed


def latest_draft(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


class TestAPictureOfAnotherCollection:
    @pytest.fixture
    def picture(self, theirs):
        return Picture.objects.create(
            title=SECRET,
            file=ImageFile(photo(), name="secret.jpg"),
            collection=theirs.team.collection,
        )

    def shows(self, client, picture) -> list[int]:
        return [
            client.get(url).status_code
            for url in (
                reverse("wagtailadmin_api:images:detail", args=(picture.pk,)),
                reverse("wagtailimages_chooser:select_format", args=(picture.pk,)),
            )
        ]

    def test_is_not_drawn_for_others(self, ours, picture):
        assert self.shows(sign_in(ours.communicator), picture) == [302, 302]
        assert not picture.renditions.exists()

    def test_is_seen_by_who_may_edit_a_page_that_shows_it(self, ours, tree, picture):
        page = tree.add(WorkshopPage, parent=ours.page, listing_picture=picture)
        publish(page)
        assert self.shows(sign_in(ours.communicator), picture) == [200, 200]

    def test_lets_a_translator_work(self, ours, tree, picture):
        publish(ours.page)
        page = tree.add(WorkshopPage, parent=ours.page, listing_picture=picture)
        english = translate(page)
        client = sign_in(ours.communicator)
        assert client.get(reverse("wagtailadmin_pages:edit", args=(english.pk,))).status_code == 200
        detail = client.get(reverse("wagtailadmin_api:images:detail", args=(picture.pk,)))
        assert json.loads(detail.content)["id"] == picture.pk

    def test_is_put_on_no_page_of_ones_own(self, ours, tree, picture):
        page = tree.add(WorkshopPage, parent=ours.page, live=False)
        page.save_revision()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        client = sign_in(ours.communicator)
        values = form_values(client.get(url).content.decode()) | {"listing_picture": picture.pk}
        html = client.post(url, values).content.decode()
        assert "n’est pas à votre disposition" in html
        assert latest_draft(page).listing_picture is None

    def test_stays_where_it_stood(self, ours, tree, picture):
        page = tree.add(WorkshopPage, parent=ours.page, live=False, listing_picture=picture)
        page.save_revision()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        client = sign_in(ours.communicator)
        values = form_values(client.get(url).content.decode()) | {"title": "Changé"}
        client.post(url, values)
        latest = latest_draft(page)
        assert (latest.title, latest.listing_picture) == ("Changé", picture)

    def test_is_put_on_no_translation(self, ours, tree, picture):
        publish(ours.page)
        own = Picture.objects.create(
            title="À nous",
            file=ImageFile(photo(), name="a-nous.jpg"),
            collection=ours.team.collection,
        )
        english = translate(tree.add(WorkshopPage, parent=ours.page, listing_picture=own))
        source = TranslationSource.objects.get(object_id=english.translation_key)
        translation = source.translations.get()
        segment = source.overridablesegment_set.get(context__path="listing_picture")
        url = reverse("wagtail_localize:edit_override", args=(translation.pk, segment.pk))
        client = sign_in(ours.communicator)
        form = "application/x-www-form-urlencoded"
        assert client.put(url, f"value={picture.pk}", content_type=form).status_code == 302
        assert client.put(url, f"value={own.pk}", content_type=form).status_code == 201


class TestAContributorsOwnPicture:
    @pytest.fixture
    def picture(self, ours):
        return Picture.objects.create(
            title="La place",
            file=ImageFile(photo(), name="place.jpg"),
            collection=ours.team.collection,
            uploaded_by_user=ours.contributor,
        )

    def test_is_theirs_to_change_until_a_page_shows_it(self, ours, tree, picture):
        url = reverse("wagtailimages:edit", args=(picture.pk,))
        client = sign_in(ours.contributor)
        assert client.get(url).status_code == 200
        publish(tree.add(WorkshopPage, parent=ours.page, listing_picture=picture))
        for view in ("edit", "delete"):
            url = reverse(f"wagtailimages:{view}", args=(picture.pk,))
            assert client.get(url).status_code == 302
        assert sign_in(ours.communicator).get(url).status_code == 200


class TestAPageThatIsSentTwice:
    def test_keeps_each_theme_once(self, ours, tree):
        """From two tabs, or with the browser’s “back”."""
        theme = Theme.objects.create(
            name="Accueillir", slug="accueillir", locale=Page.objects.get(pk=ours.page.pk).locale
        )
        page = tree.add(WorkshopPage, parent=ours.page)
        page.save_revision()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        client = sign_in(ours.communicator)
        values = form_values(client.get(url).content.decode())
        values |= {
            "page_themes-TOTAL_FORMS": "1",
            "page_themes-0-term": theme.pk,
            "page_themes-0-id": "",
            "page_themes-0-ORDER": "1",
            "action-publish": "1",
        }
        for _sending in range(2):
            assert client.post(url, values).status_code == 302
            draft = type(page).objects.get(pk=page.pk)
            publish(draft, draft.get_latest_revision())
        assert type(page).objects.get(pk=page.pk).page_themes.count() == 1

    def test_is_published_from_the_form_of_its_first_draft(self, ours, tree):
        page = complete(tree.add(WorkshopPage, parent=ours.page, live=False))
        page.save_revision()
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        client = sign_in(ours.communicator)
        values = form_values(client.get(url).content.decode())
        for action in ("", "action-publish"):
            assert client.post(url, values | {action: "1"}).status_code == 302
        page.refresh_from_db()
        assert page.live and page.page_themes.count() == 1
