from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConcertationConfig(AppConfig):
    name = "projects.concertation"
    label = "concertation"
    verbose_name = _("Concertation")

    def ready(self):
        from portal.content import editor_panels
        from portal.people import rights, roles
        from projects.concertation import sections
        from projects.concertation.desk.viewset import desk
        from projects.concertation.models import ConsultationPage
        from projects.concertation.panels import DeskPanel, QuestionPanel
        from projects.concertation.permissions import RUN_CONSULTATION
        from projects.parks.models import ProjectPage

        roles.grant(RUN_CONSULTATION, to=(roles.NETWORK_EDITORS, "communicators", "facilitators"))
        rights.register(desk.rows())
        editor_panels.register(ProjectPage, QuestionPanel(), after="common_question")
        editor_panels.register(ConsultationPage, DeskPanel())
        sections.register_all()
