"""Writes of the preparation of a consultation."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.pages.versions import source_of
from portal.people.models import User
from portal.publishing.requirements import IncompletePage
from projects.concertation import phases
from projects.concertation.models import Consultation, ConsultationGroup, ConsultationPage
from projects.concertation.phases import Phase
from projects.parks.models import ProjectPage
from projects.parks.models.groups import TestGroup


class ChangedMeanwhile(ValidationError):
    """Raised if what somebody decided on is no longer what is saved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Quelqu’un d’autre a changé la question pendant que vous la lisiez. "
                "Voici celle qui est enregistrée."
            )
        )


def mark_of(question: str) -> str:
    """Returns a digest of a question, by which a form says which one its writer saw."""
    return sha256(question.encode()).hexdigest()


@transaction.atomic
def begin(page: ConsultationPage, by: User | None, now: datetime) -> Consultation:
    """Begins the preparation with the four groups; does nothing if it has begun."""
    consultation, _made = Consultation.objects.get_or_create(page=source_of(page))
    consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if not consultation.phase:
        ConsultationGroup.objects.bulk_create(
            ConsultationGroup(consultation=consultation, kind=kind, name=str(kind.label))
            for kind in TestGroup
        )
        phases.enter(consultation, Phase.PREPARATION, by, now)
    return consultation


def refusal_to_write(project: ProjectPage, by: User) -> str:
    """Returns why the question cannot be written now, or an empty string: publishing would undo more."""
    if project.current_workflow_state:
        return _("Le projet est en relecture : la question se change une fois la relecture finie.")
    if project.live and project.scheduled_revision:
        return _("Une publication du projet est prévue : écrivez la question dans ce brouillon-là.")
    lock = project.get_lock()
    if lock and lock.for_user(by):
        return _("Le projet est verrouillé : la question se change quand il ne l’est plus.")
    return ""


@transaction.atomic
def write_question(project: ProjectPage, question: str, seen: str, by: User) -> None:
    """Writes the common question on the project, where it belongs, as its editor would.

    A project that is online shows it at once; a draft of other passages stays the draft that it was, with
    the new question. `seen` is the mark of the question that the writer saw.
    Raises ValidationError if somebody changed it meanwhile, or if the project cannot be changed now.
    """
    saved = ProjectPage.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if mark_of(saved.common_question) != seen:
        raise ChangedMeanwhile
    if saved.common_question == question:
        return
    if refusal := refusal_to_write(saved, by):
        raise ValidationError(refusal)
    draft = saved.get_latest_revision_as_object()
    draft.common_question = question
    if not saved.live:
        draft.save()
        draft.save_revision(user=by, log_action=True)
        return
    # The table of rights asked who may: facilitators write the question, and nothing else of the project.
    has_draft = saved.has_unpublished_changes
    saved.common_question = question
    try:
        saved.save_revision(user=by, log_action=True).publish(user=by, skip_permission_checks=True)
    except IncompletePage as incomplete:
        reasons = _("Le projet ne peut pas être publié : il manque %(reasons)s.")
        raise ValidationError(reasons % {"reasons": incomplete.reasons}) from incomplete
    if has_draft:
        draft.save_revision(user=by)


@transaction.atomic
def declare_question_read(consultation: Consultation, seen: str, by: User, now: datetime) -> None:
    """Records that the question was read again and is ready to be put.

    Raises ChangedMeanwhile if it is not the one that was seen, or if there is none.
    """
    question = consultation.page.question
    if not question or mark_of(question) != seen:
        raise ChangedMeanwhile
    changed = {
        "question_read": question,
        "question_read_at": now,
        "question_read_by": by,
        "updated_at": now,
    }
    Consultation.objects.filter(pk=consultation.pk, phase=Phase.PREPARATION).update(**changed)
