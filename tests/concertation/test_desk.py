"""The desk: one next step, nothing promised that does not exist, nothing lost, and one’s own only."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from portal.people import roles
from projects.concertation import services
from projects.concertation.desk.steps import STEPS, Situation, steps_of
from projects.concertation.models import Consultation, ConsultationGroup, ConsultationPage
from projects.parks.models import ProjectPage
from tests.concertation.questions import VEXIN_FRANCAIS
from tests.support.admin import form_values
from tests.support.people import make_person, sign_in
from tests.support.translation import translate

READY = Situation(
    has_begun=True, question="Comment ?", question_read="Comment ?", groups=(9, 9, 9, 9), is_online=True
)
QUESTION = "question-form"


def address(page, view: str = "desk") -> str:
    return reverse(f"consultation_desk:{view}", args=(page.pk,))


def words(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def next_step(client, page) -> str:
    html = BeautifulSoup(client.get(address(page)).content, "html.parser")
    return html.select_one("#desk-next").get_text(strip=True)


@pytest.fixture
def client(house):
    return sign_in(house.facilitator)


class TestTheSteps:
    def test_have_one_next_step_at_any_time(self):
        for now in (Situation(), Situation(question="Comment ?"), Situation(has_begun=True)):
            assert sum(each.is_next for each in steps_of(now)) == 1

    def test_are_all_done_once_the_preparation_is(self):
        assert all(each.is_done and not each.is_next for each in steps_of(READY))

    def test_ask_to_read_a_question_again_that_changed(self):
        changed = Situation(True, "Comment ensemble ?", "Comment ?", (9, 9, 9, 9), True)
        assert next(each.step.slug for each in steps_of(changed) if each.is_next) == "read"

    def test_ask_for_the_people_of_every_group(self):
        three = Situation(True, "Comment ?", "Comment ?", (9, 9, 9, None), True)
        assert next(each.step.slug for each in steps_of(three) if each.is_next) == "groups"

    def test_name_only_screens_that_exist(self, house):
        for step in STEPS:
            assert step.view == "" or address(house.page, step.view)


class TestAFacilitator:
    def test_is_led_through_the_preparation_by_one_next_step(self, client, house):
        ProjectPage.objects.update(common_question="")
        assert next_step(client, house.page) == "Commencez la préparation"
        client.post(address(house.page, "begin"))
        assert next_step(client, house.page) == "Écrivez la question"
        answer = client.get(address(house.page, "question"))
        values = form_values(answer.content.decode(), QUESTION) | {"question": "Comment agir avec vous ?"}
        client.post(address(house.page, "question"), values)
        assert next_step(client, house.page) == "Relisez la question"
        client.post(address(house.page, "read"), {"seen": services.mark_of("Comment agir avec vous ?")})
        assert next_step(client, house.page) == "Composez les quatre groupes"
        client.post(address(house.page, "groups"), groups_of(client, house.page, expected=9))
        assert next_step(client, house.page) == "La préparation est finie"

    def test_is_promised_nothing_that_does_not_exist(self, client, house, begun):
        make_ready(house, begun)
        told = words(client.get(address(house.page)))
        assert "Le portail s’arrête là pour l’instant" in told
        html = BeautifulSoup(client.get(address(house.page)).content, "html.parser")
        doors = {
            element.get("action") or element.get("href") for element in html.select("main form, main a")
        }
        below = address(house.page)
        assert {door for door in doors if door and door.startswith(below)} <= {
            below,
            address(house.page, "question"),
            address(house.page, "groups"),
        }

    def test_sees_the_remarks_and_their_sheets(self, client, house, begun, tree):
        from methods.models import MethodSheetPage

        ProjectPage.objects.update(common_question=VEXIN_FRANCAIS)
        sheet = tree.add(MethodSheetPage, title="Formuler", slug="formuler-la-question-commune")
        for view in ("desk", "question"):
            html = client.get(address(house.page, view)).content.decode()
            assert "On peut se passer de" in html
            assert f'href="{sheet.url}"' in html

    def test_is_asked_to_publish_by_who_may(self, client, house, begun):
        make_ready(house, begun)
        house.page.unpublish()
        assert next_step(client, house.page) == "Mettez la page en ligne"
        assert "Demandez-le à la communication du Parc" in words(client.get(address(house.page)))
        assert reverse("wagtailadmin_pages:edit", args=(house.page.pk,)) in (
            sign_in(house.communicator).get(address(house.page)).content.decode()
        )

    def test_reads_who_decided_and_when(self, client, house, begun):
        told = words(client.get(address(house.page)))
        assert f"En préparation, {timezone.localdate().day}" in told
        assert str(house.facilitator) in told

    def test_is_warned_of_small_groups_and_not_stopped(self, client, house, begun):
        answer = client.post(
            address(house.page, "groups"), groups_of(client, house.page, expected=7), follow=True
        )
        assert "Moins de 8 personnes" in words(answer)
        assert set(ConsultationGroup.objects.values_list("expected", flat=True)) == {7}

    @pytest.mark.parametrize("number", ["0", "100", "-3", "beaucoup", "9" * 30, "8,5"])
    def test_is_told_of_a_number_that_is_none_and_loses_nothing(self, client, house, begun, number):
        values = groups_of(client, house.page, expected=9) | {"groups-0-expected": number}
        answer = client.post(address(house.page, "groups"), values | {"groups-1-name": "Centre social"})
        assert answer.status_code == 200
        assert 'value="Centre social"' in answer.content.decode()
        assert not ConsultationGroup.objects.filter(expected__isnull=False).exists()

    def test_cannot_write_the_group_of_another_consultation(self, client, house, begun, neighbour):
        theirs = services.begin(neighbour.page, None, timezone.now()).groups.first()
        values = groups_of(client, house.page, expected=9) | {"groups-0-id": theirs.pk}
        client.post(address(house.page, "groups"), values)
        theirs.refresh_from_db()
        assert theirs.expected is None
        assert begun.groups.count() == theirs.consultation.groups.count() == 4

    @pytest.mark.parametrize("values", [{}, {"groups-TOTAL_FORMS": "x"}, {"groups-TOTAL_FORMS": "9" * 9}])
    def test_gets_an_answer_to_a_torn_form(self, client, house, begun, values):
        assert client.post(address(house.page, "groups"), values).status_code == 200

    def test_does_not_overwrite_the_question_of_another(self, client, house, begun):
        values = form_values(client.get(address(house.page, "question")).content.decode(), QUESTION)
        services.write_question(
            house.project,
            "La leur ?",
            services.mark_of(house.project.common_question),
            house.communicator,
        )
        answer = client.post(address(house.page, "question"), values | {"question": "La mienne ?"})
        assert "Quelqu’un d’autre a changé la question" in words(answer)
        assert "La mienne ?" in answer.content.decode()
        again = form_values(answer.content.decode(), QUESTION) | {"question": "La mienne ?"}
        client.post(address(house.page, "question"), again)
        assert ProjectPage.objects.get(pk=house.project.pk).common_question == "La mienne ?"

    def test_does_not_declare_ready_what_nobody_saw(self, client, house, begun):
        for values in ({}, {"seen": "x"}, {"seen": services.mark_of("Une autre ?")}):
            client.post(address(house.page, "read"), values)
            assert Consultation.objects.get().question_read == ""

    def test_writes_the_question_on_one_line_without_losing_a_word(self, client, house, begun):
        values = form_values(client.get(address(house.page, "question")).content.decode(), QUESTION)
        client.post(
            address(house.page, "question"), values | {"question": "Comment\r\nagir   <b>ici</b> ?"}
        )
        assert ProjectPage.objects.get(pk=house.project.pk).common_question == "Comment agir <b>ici</b> ?"

    def test_comes_to_the_same_desk_from_a_translation(self, client, house, begun):
        english = translate(house.page)
        assert words(client.get(address(english))) == words(client.get(address(house.page)))

    def test_finds_no_screen_of_a_preparation_that_has_not_begun(self, client, house):
        for view in ("question", "groups"):
            assert client.get(address(house.page, view)).status_code == 404
        assert client.post(address(house.page, "read")).status_code == 404


class TestWhoRunsAConsultation:
    VIEWS = ("desk", "begin", "question", "read", "groups")

    def refused(self, client, house) -> set[str]:
        """The screens of the desk that answer with a refusal."""
        views = set()
        for view in self.VIEWS:
            answers = [getattr(client, ask)(address(house.page, view)) for ask in ("get", "post")]
            is_sent_away = all(answer.status_code in (302, 403, 405) for answer in answers)
            if is_sent_away and not any("/concertation/" in each.get("Location", "") for each in answers):
                views.add(view)
        return views

    @pytest.mark.parametrize("role", ["facilitator", "communicator"])
    def test_is_in_its_park(self, house, begun, role):
        client = sign_in(getattr(house, role))
        for view in ("desk", "question", "groups"):
            assert client.get(address(house.page, view)).status_code == 200
        assert house.page.title in client.get(reverse("consultation_desk:index")).content.decode()
        assert "/admin/concertation/" in client.get("/admin/").content.decode()

    @pytest.mark.parametrize("role", ["facilitator", "communicator", "contributor"])
    def test_is_nobody_of_another_park(self, house, begun, neighbour, role):
        client = sign_in(getattr(neighbour, role))
        assert self.refused(client, house) == set(self.VIEWS)
        assert house.page.title not in client.get(reverse("consultation_desk:index")).content.decode()

    def test_is_not_who_contributes_to_the_park(self, house, begun):
        assert self.refused(sign_in(house.contributor), house) == set(self.VIEWS)

    @pytest.mark.parametrize("group", [roles.NETWORK_EDITORS, roles.NETWORK_MODERATORS])
    def test_is_nobody_of_the_network_until_the_park_asks(self, house, begun, group):
        from django.contrib.auth.models import Group

        somebody = make_person("reseau@example.org")
        somebody.groups.add(Group.objects.get(name=group))
        client = sign_in(somebody)
        assert self.refused(client, house) == set(self.VIEWS)
        assert "/admin/concertation/" not in client.get("/admin/").content.decode()
        somebody.groups.add(house.team.facilitators)
        assert client.get(address(house.page)).status_code == 200

    def test_is_nobody_without_an_account(self, house, begun, visitor):
        for view in self.VIEWS:
            assert "/login/" in visitor.get(address(house.page, view))["Location"]

    def test_changes_nothing_where_refused(self, house, neighbour):
        client = sign_in(neighbour.communicator)
        for view in self.VIEWS:
            client.post(address(house.page, view), {"question": "La leur ?"})
        assert not Consultation.objects.exists()
        assert ProjectPage.objects.get(pk=house.project.pk).common_question != "La leur ?"


class TestAFacilitatorOfAPark:
    """Runs consultations and registrations, and nothing else."""

    def test_edits_no_page_and_no_file(self, client, house):
        for page in (house.page, house.project):
            answer = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
            assert answer.status_code == 302
        assert client.get(reverse("wagtailimages:index")).status_code == 302
        permissions = house.facilitator.get_all_permissions()
        assert permissions == {
            "wagtailadmin.access_admin",
            "concertation.run_consultation",
            "agenda.handle_personal_data",
        }

    def test_is_given_by_who_may_give_it(self, house):
        from django.contrib.auth.models import Group

        from portal.people.reach import groups_to_give

        editor = make_person("reseau@example.org")
        editor.groups.set([Group.objects.get(name=roles.NETWORK_EDITORS)])
        assert house.team.facilitators in groups_to_give(editor)
        assert house.team.communicators in groups_to_give(editor)


class TestTheEditor:
    def test_of_a_project_shows_the_remarks_below_the_question(self, house):
        ProjectPage.objects.update(common_question=VEXIN_FRANCAIS)
        house.project.refresh_from_db()
        house.project.save_revision()
        html = sign_in(house.communicator).get(
            reverse("wagtailadmin_pages:edit", args=(house.project.pk,))
        )
        html = html.content.decode()
        field, remarks, note = (
            html.index(mark)
            for mark in ('name="common_question"', 'id="question-advice"', 'name="question_note"')
        )
        assert field < remarks < note
        assert "On peut se passer de" in html[remarks:note]

    def test_draws_the_remarks_anew_when_it_saves_by_itself(self, house):
        url = reverse("wagtailadmin_pages:edit", args=(house.project.pk,))
        client = sign_in(house.communicator)
        values = form_values(client.get(url).content.decode()) | {"common_question": VEXIN_FRANCAIS}
        answer = client.post(url, values, headers={"accept": "application/json"})
        assert answer.status_code == 200
        assert "#question-advice" in answer.json()["html"]
        assert "On peut se passer de" in answer.json()["html"]

    def test_of_the_page_leads_to_the_desk_of_who_runs_it(self, house, admin):
        url = reverse("wagtailadmin_pages:edit", args=(house.page.pk,))
        assert address(house.page) in sign_in(house.communicator).get(url).content.decode()

    def test_hides_the_desk_from_who_only_writes_the_page(self, house):
        ConsultationPage.objects.update(owner=house.contributor)
        url = reverse("wagtailadmin_pages:edit", args=(house.page.pk,))
        answer = sign_in(house.contributor).get(url)
        assert answer.status_code == 200
        assert address(house.page) not in answer.content.decode()


class TestThePublicPage:
    def test_shows_question_groups_and_phase(self, house, begun, visitor):
        begun.groups.update(expected=10)
        told = words(visitor.get(house.page.url))
        assert house.page.question in told
        assert "Acteurs associatifs 10 personnes attendues" in told
        assert "Où on en est En préparation" in told
        assert "Personne n’a encore répondu" in told

    def test_names_no_group_before_all_are_composed(self, house, begun, visitor):
        begun.groups.filter(kind="park").update(expected=10)
        assert "Les quatre groupes" not in words(visitor.get(house.page.url))

    def test_is_shown_on_the_page_of_its_project(self, house, begun, visitor):
        html = visitor.get(house.project.url).content.decode()
        assert f'href="{house.page.url}"' in html
        assert "En préparation" in html

    def test_is_not_shown_on_the_project_while_it_is_a_draft(self, house, begun, visitor):
        house.page.unpublish()
        assert house.page.title not in visitor.get(house.project.url).content.decode()

    def test_is_not_published_before_there_is_a_question(self, house):
        from portal.publishing.requirements import IncompletePage

        ProjectPage.objects.update(common_question="")
        page = ConsultationPage.objects.get(pk=house.page.pk)
        with pytest.raises(IncompletePage, match="question commune"):
            page.save_revision().publish()


def make_ready(house, consultation) -> None:
    services.declare_question_read(
        consultation, services.mark_of(house.page.question), house.facilitator, timezone.now()
    )
    consultation.groups.update(expected=9)


def groups_of(client, page, expected: int) -> dict:
    values = form_values(client.get(address(page, "groups")).content.decode(), "groups-form")
    return values | {f"groups-{number}-expected": expected for number in range(4)}
