"""The record of a consultation is its own: no draft, copy, revision or translation changes it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from portal.trash.models import TrashedPage
from projects.concertation import services
from projects.concertation.models import Consultation, ConsultationGroup, ConsultationPage, PhaseChange
from projects.concertation.phases import Phase
from tests.support.publication import complete, publish
from tests.support.translation import translate


def records() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Consultation, ConsultationGroup, PhaseChange)
    ]


@pytest.fixture
def prepared(house, begun) -> ConsultationPage:
    services.declare_question_read(
        begun, services.mark_of(house.page.question), house.facilitator, timezone.now()
    )
    return ConsultationPage.objects.get(pk=house.page.pk)


class TestTheRecord:
    def test_stays_when_a_stale_draft_is_published(self, prepared):
        stale = prepared.save_revision()
        ConsultationGroup.objects.filter(kind="park").update(expected=9)
        before = records()
        publish(prepared, stale)
        assert records() == before

    def test_stays_when_an_old_revision_is_brought_back(self, prepared, admin):
        old = prepared.save_revision()
        prepared.title = "Un titre plus récent"
        publish(prepared)
        before = records()
        url = reverse("wagtailadmin_pages:revisions_revert", args=(prepared.pk, old.pk))
        assert admin.get(url).status_code == 200
        publish(old.as_object())
        assert records() == before

    def test_is_not_copied_with_the_page(self, prepared):
        before = records()
        copy = prepared.copy(update_attrs={"slug": "copie"})
        assert records() == before
        assert copy.specific.consultation is None

    def test_stays_and_is_found_when_the_page_is_translated_and_synced(self, prepared):
        before = records()
        translate(prepared)
        prepared.title = "Un titre changé"
        publish(prepared)
        translated = translate(prepared)
        assert records() == before
        assert translated.consultation == prepared.consultation

    def test_is_begun_on_the_source_page_from_a_translation(self, house):
        consultation = services.begin(translate(house.page), None, timezone.now())
        assert consultation.page_id == house.page.pk

    def test_stays_when_the_page_is_unpublished_and_published_again(self, prepared, admin):
        before = records()
        admin.post(reverse("wagtailadmin_pages:unpublish", args=(prepared.pk,)))
        prepared.refresh_from_db()
        assert not prepared.live
        publish(prepared)
        assert records() == before

    def test_is_begun_once(self, begun, house):
        before = records()
        services.begin(house.page, house.communicator, timezone.now())
        assert records() == before

    def test_stays_when_who_began_it_leaves(self, begun, house):
        house.facilitator.delete()
        assert begun.phase_changes.get().by is None


class TestAPageWhosePeopleWereAsked:
    def test_is_not_deleted(self, prepared, admin):
        Consultation.objects.update(phase=Phase.IDEAS)
        admin.post(reverse("wagtailadmin_pages:delete", args=(prepared.pk,)))
        assert not TrashedPage.objects.exists()

    def test_is_deleted_while_it_is_prepared(self, prepared, admin):
        admin.post(reverse("wagtailadmin_pages:delete", args=(prepared.pk,)))
        assert TrashedPage.objects.filter(page=prepared.pk).exists()


class TestTheQuestion:
    """It stands in the project, and nowhere else."""

    def test_is_read_where_the_project_shows_it(self, prepared, house):
        house.project.common_question = "Comment faire ensemble ?"
        publish(house.project)
        assert ConsultationPage.objects.get(pk=prepared.pk).question == "Comment faire ensemble ?"

    def test_that_is_only_a_draft_of_the_project_is_not_shown(self, prepared, house):
        house.project.common_question = "Un brouillon ?"
        house.project.save_revision()
        assert ConsultationPage.objects.get(pk=prepared.pk).question != "Un brouillon ?"

    def test_written_on_the_desk_is_online_with_the_project(self, house, visitor):
        write(house, "Comment agir avec vous ?")
        assert "Comment agir avec vous ?" in visitor.get(house.project.url).content.decode()
        house.project.refresh_from_db()
        assert not house.project.has_unpublished_changes
        assert house.project.latest_revision.user == house.facilitator

    def test_leaves_a_draft_of_the_project_a_draft(self, house):
        house.project.title = "Un titre à venir"
        house.project.save_revision()
        write(house, "Comment agir avec vous ?")
        house.project.refresh_from_db()
        assert house.project.common_question == "Comment agir avec vous ?"
        assert house.project.title != "Un titre à venir"
        draft = house.project.get_latest_revision_as_object()
        assert (draft.title, draft.common_question) == ("Un titre à venir", "Comment agir avec vous ?")
        assert house.project.has_unpublished_changes

    def test_of_a_project_that_is_a_draft_stays_there(self, house):
        house.project.unpublish()
        write(house, "Comment agir avec vous ?")
        house.project.refresh_from_db()
        assert not house.project.live
        assert house.project.common_question == "Comment agir avec vous ?"
        draft = house.project.get_latest_revision_as_object()
        assert draft.common_question == "Comment agir avec vous ?"

    def test_that_somebody_changed_meanwhile_is_not_overwritten(self, house):
        seen = services.mark_of(house.project.common_question)
        write(house, "Celle de la première personne ?")
        with pytest.raises(services.ChangedMeanwhile):
            services.write_question(house.project, "Celle de l’autre ?", seen, house.communicator)
        house.project.refresh_from_db()
        assert house.project.common_question == "Celle de la première personne ?"

    def test_of_an_incomplete_project_is_refused_with_the_reason(self, house):
        type(house.project).objects.update(summary="")
        with pytest.raises(ValidationError, match="résumé"):
            write(house, "Comment agir avec vous ?")
        house.project.refresh_from_db()
        assert house.project.common_question != "Comment agir avec vous ?"

    def test_waits_while_the_project_is_in_moderation(self, house):
        complete(house.project).get_workflow().start(house.project, house.contributor)
        with pytest.raises(ValidationError, match="relecture"):
            write(house, "Comment agir avec vous ?")

    def test_does_not_undo_a_planned_publication(self, house):
        house.project.go_live_at = timezone.now() + timedelta(days=3)
        house.project.save_revision().publish()
        house.project.refresh_from_db()
        with pytest.raises(ValidationError, match="prévue"):
            write(house, "Comment agir avec vous ?")
        assert house.project.scheduled_revision

    def test_waits_while_the_project_is_locked(self, house):
        type(house.project).objects.update(locked=True, locked_by=house.communicator)
        with pytest.raises(ValidationError, match="verrouillé"):
            write(house, "Comment agir avec vous ?")

    def test_is_ready_until_it_changes(self, prepared, house):
        assert prepared.consultation.question_read == prepared.question
        write(house, "Comment agir avec vous ?")
        fresh = ConsultationPage.objects.get(pk=prepared.pk)
        assert fresh.consultation.question_read != fresh.question

    def test_is_not_ready_if_another_one_was_read(self, begun, house):
        with pytest.raises(services.ChangedMeanwhile):
            services.declare_question_read(
                begun, services.mark_of("Une autre ?"), house.facilitator, timezone.now()
            )


def write(house, question: str) -> None:
    house.project.refresh_from_db()
    seen = services.mark_of(house.project.common_question)
    services.write_question(house.project, question, seen, house.facilitator)
