"""The page of a consultation, and the record that no draft of it changes."""

from projects.concertation.models.consultations import Consultation, ConsultationGroup, PhaseChange
from projects.concertation.models.pages import ConsultationPage

__all__ = ["Consultation", "ConsultationGroup", "ConsultationPage", "PhaseChange"]
