"""Whoever may delete a picture or a document may put it back; the network alone deletes it for good."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.people import roles
from portal.trash.models import TrashedFile
from projects.parks.models import ParkIndexPage
from tests.people.test_roles import SECRET, Team, person, refused, sign_in
from tests.trash.test_files import delete, delete_for_good, delete_url, exists, put_back, row_of
from tests.trash.test_pages import TRASH


class TestEachPerson:
    @pytest.fixture(autouse=True)
    def teams(self, tree):
        tree.add(ParkIndexPage)
        self.ours, self.theirs = Team(tree, "Vexin", "Notre fichier"), Team(tree, "Ballons", SECRET)

    def test_puts_back_what_came_from_the_own_collection_alone(self, admin):
        for name in ("picture", "document"):
            ours, theirs = getattr(self.ours, name), getattr(self.theirs, name)
            communicator = sign_in(self.ours.communicator)
            delete(communicator, ours)
            delete(admin, theirs)
            html = communicator.get(reverse(TRASH)).content.decode()
            assert "Notre fichier" in html
            assert f"était dans «\xa0{self.ours.team.collection}\xa0»" in html
            assert SECRET not in html
            assert refused(put_back(communicator, theirs))
            look = reverse("trash_file_look", args=(row_of(theirs).pk,))
            assert refused(communicator.get(look))
            put_back(communicator, ours)
            assert not hasattr(type(ours).objects.get(pk=ours.pk), "trashed")
            assert row_of(theirs)

    def test_learns_no_title_of_another_park(self, admin):
        delete(admin, self.theirs.picture)
        communicator = sign_in(self.ours.communicator)
        response = communicator.get(delete_url(self.theirs.picture), follow=True)
        assert "Ce fichier est supprimé" in response.content.decode()
        assert SECRET not in response.content.decode()

    def test_contributes_and_deletes_the_own_files_only(self):
        contributor = sign_in(self.ours.contributor)
        for name in ("picture", "document"):
            file = getattr(self.ours, name)
            assert refused(delete(contributor, file))
            type(file).objects.filter(pk=file.pk).update(uploaded_by_user=self.ours.contributor)
            delete(contributor, file)
            assert "Notre fichier" in contributor.get(reverse(TRASH)).content.decode()
            put_back(contributor, file)
            assert not TrashedFile.objects.exists()

    def test_of_the_network_alone_deletes_for_good(self):
        editor = sign_in(person("editor@example.org", Group.objects.get(name=roles.NETWORK_EDITORS)))
        moderator = sign_in(
            person("moderation@example.org", Group.objects.get(name=roles.NETWORK_MODERATORS))
        )
        communicator = sign_in(self.ours.communicator)
        for name in ("picture", "document"):
            file = getattr(self.ours, name)
            assert refused(delete(moderator, file))
            delete(communicator, file)
            for other in (communicator, moderator):
                assert refused(delete_for_good(other, file))
            assert exists(file)
            assert (
                "rien ne pourra être remis"
                in editor.get(reverse("trash_file_for_good", args=(row_of(file).pk,))).content.decode()
            )
            delete_for_good(editor, file)
            assert not exists(file)

    def test_who_is_not_signed_in_is_asked_to(self, visitor, admin):
        delete(admin, self.ours.picture)
        for url in (delete_url(self.ours.picture), delete_url(self.theirs.picture)):
            assert "/admin/compte/login/" in visitor.get(url).url
