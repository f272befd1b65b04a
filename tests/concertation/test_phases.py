"""A phase follows the one before, once, where its work exists; who and when are recorded with it."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from projects.concertation import phases
from projects.concertation.models import Consultation, ConsultationGroup, PhaseChange
from projects.concertation.phases import CHANGES, NotAllowed, Phase
from tests.concertation.conftest import make_house

EVERY_PAIR = list(itertools.product(["", *Phase.values], Phase.values))


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


class TestAConsultation:
    def test_begins_in_preparation_and_says_who_and_when(self, begun, house):
        change = begun.phase_changes.get()
        assert begun.phase == Phase.PREPARATION
        assert (change.before, change.after, change.by) == ("", Phase.PREPARATION, house.facilitator)
        assert change.at <= begun.created_at <= timezone.now()

    @pytest.mark.parametrize("after", [phase for phase in Phase if phase not in phases.WITH_WORK])
    def test_enters_no_phase_whose_work_does_not_exist(self, begun, house, after):
        with pytest.raises(NotAllowed):
            phases.enter(begun, after, house.communicator, timezone.now())
        begun.refresh_from_db()
        assert begun.phase == Phase.PREPARATION
        assert begun.phase_changes.count() == 1

    @pytest.mark.parametrize(("before", "after"), EVERY_PAIR)
    def test_follows_the_order_once_all_work_exists(self, begun, monkeypatch, before, after):
        monkeypatch.setattr(phases, "WITH_WORK", frozenset(Phase.values))
        PhaseChange.objects.all().delete()
        Consultation.objects.update(
            phase=before, question_read="Comment ?", question_read_at=timezone.now()
        )
        if (before, after) in CHANGES:
            phases.enter(begun, Phase(after), None, timezone.now())
        else:
            with pytest.raises(NotAllowed):
                phases.enter(begun, Phase(after), None, timezone.now())
        assert begun.phase_changes.exists() is ((before, after) in CHANGES)

    def test_is_judged_by_what_is_saved_and_not_by_what_is_in_memory(self, begun, house):
        begun.phase = ""
        with pytest.raises(NotAllowed):
            phases.enter(begun, Phase.PREPARATION, house.facilitator, timezone.now())


class TestTheDatabase:
    """What no code may write."""

    @pytest.mark.parametrize(("before", "after"), [pair for pair in EVERY_PAIR if pair not in CHANGES])
    def test_refuses_a_change_that_is_none(self, begun, before, after):
        PhaseChange.objects.all().delete()
        change = PhaseChange(consultation=begun, before=before, after=after, at=timezone.now())
        assert refused(change.save)

    def test_refuses_a_phase_that_is_entered_twice(self, begun):
        again = PhaseChange(consultation=begun, before="", after=Phase.PREPARATION, at=timezone.now())
        assert refused(again.save)

    @pytest.mark.parametrize("phase", ["voting", *Phase.values[1:]])
    def test_refuses_an_unknown_phase_and_one_without_a_question_that_was_read(self, begun, phase):
        assert refused(lambda: Consultation.objects.update(phase=phase))

    def test_refuses_a_question_that_was_read_at_no_time(self, begun):
        assert refused(lambda: Consultation.objects.update(question_read="Comment ?"))
        assert refused(lambda: Consultation.objects.update(question_read_at=timezone.now()))

    @pytest.mark.parametrize(
        "facts",
        [{"kind": "elected"}, {"kind": "farmers"}, {"name": ""}, {"expected": 0}, {"expected": 100}],
    )
    def test_refuses_groups_that_are_none(self, begun, facts):
        groups = ConsultationGroup.objects.filter(consultation=begun, kind="park")
        assert refused(lambda: groups.update(**facts))

    def test_lets_two_consultations_have_the_same_groups(self, begun, tree):
        from projects.concertation import services

        other = services.begin(make_house(tree, "Vexin").page, None, timezone.now())
        assert other.groups.count() == begun.groups.count() == 4
