"""The screens of the desk. The table of rights decides who opens them (`permissions`)."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.pages.versions import source_of
from portal.people.models import User
from projects.concertation import services
from projects.concertation.desk.forms import GroupFormSet, QuestionForm, SeenForm
from projects.concertation.desk.steps import Situation, steps_of
from projects.concertation.models import Consultation, ConsultationPage
from projects.concertation.models.consultations import FEWEST_ADVISED
from projects.concertation.permissions import pages_to_run
from projects.concertation.phases import Phase
from projects.concertation.sheets import advice_on
from projects.parks.models import ProjectPage

NAME = "consultation_desk"


def address_of(page: ConsultationPage) -> str:
    return reverse(f"{NAME}:desk", args=(page.pk,))


class OfConsultationMixin:
    """Reads the page of the address, in the language that its record belongs to."""

    kwargs: dict[str, Any]
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any):
        answer = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        add_never_cache_headers(answer)
        return answer

    @cached_property
    def page(self) -> ConsultationPage:
        return source_of(get_object_or_404(ConsultationPage, pk=self.kwargs["page_id"]))

    @cached_property
    def consultation(self) -> Consultation | None:
        return self.page.consultation

    @cached_property
    def begun(self) -> Consultation:
        """Raises Http404 before the preparation has begun, and once it is over."""
        return get_object_or_404(Consultation.objects.of(self.page), phase=Phase.PREPARATION)

    @property
    def project(self) -> ProjectPage:
        """Raises Http404 if the page was moved from below its project."""
        if self.page.project is None:
            raise Http404
        return self.page.project

    def address(self, view: str = "desk") -> str:
        return reverse(f"{NAME}:{view}", args=(self.page.pk,))


class DeskPageMixin(OfConsultationMixin, WagtailAdminTemplateMixin):
    header_icon = "group"
    page_title = _("Concertation")

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        items = [
            {"url": reverse(f"{NAME}:index"), "label": _("Concertation")},
            {"url": self.address(), "label": self.page.get_admin_display_title()},
        ]
        here = {"url": "", "label": self.get_page_title()}
        return items if type(self) is DeskView else [*items, here]


class IndexView(WagtailAdminTemplateMixin, TemplateView):
    """The consultations that a person may run."""

    template_name = "wagtailadmin/concertation/index.html"
    header_icon = "group"
    page_title = _("Concertation")

    def get_breadcrumbs_items(self):
        return [{"url": reverse(f"{NAME}:index"), "label": self.page_title}]

    def get_context_data(self, **kwargs):
        pages = list(pages_to_run(self.request.user).select_related("park"))
        rows = Consultation.objects.filter(page__in=pages)
        phases = {page: Phase(phase).label for page, phase in rows.values_list("page", "phase") if phase}
        listed = [(page, address_of(page), phases.get(page.pk, "")) for page in pages]
        return super().get_context_data(listed=listed, **kwargs)


class DeskView(DeskPageMixin, TemplateView):
    template_name = "wagtailadmin/concertation/desk.html"

    def get_context_data(self, **kwargs):
        steps = steps_of(self._situation)
        upcoming = next((each.step for each in steps if each.is_next), None)
        may_edit = self.page.permissions_for_user(self.request.user).can_edit()
        editor = reverse("wagtailadmin_pages:edit", args=(self.page.pk,)) if may_edit else ""
        return super().get_context_data(
            steps=steps,
            upcoming=upcoming,
            next_url=self._url_of(upcoming, editor) if upcoming else "",
            editor_url=editor,
            question_url=self.address("question"),
            groups_url=self.address("groups"),
            question=self.page.question,
            advice=advice_on(self.page.question),
            consultation=self.consultation,
            groups=self.consultation.groups_in_order if self.consultation else [],
            history=self._history,
            page=self.page,
            **kwargs,
        )

    def _url_of(self, step, editor: str) -> str:
        return self.address(step.view) if step.view else editor

    @property
    def _history(self):
        return (
            self.consultation.phase_changes.select_related("by").order_by("at", "pk")
            if (self.consultation)
            else []
        )

    @property
    def _situation(self) -> Situation:
        record = self.consultation
        return Situation(
            has_begun=bool(record and record.phase),
            question=self.page.question,
            question_read=record.question_read if record else "",
            groups=tuple(group.expected for group in record.groups_in_order) if record else (),
            is_online=self.page.live,
        )


class BeginView(OfConsultationMixin, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        services.begin(self.page, request.user, timezone.now())
        messages.success(request, _("La préparation a commencé."))
        return redirect(self.address())


class QuestionView(DeskPageMixin, FormView):
    """Writes the question, or reads it again: the remarks stand beside it."""

    template_name = "wagtailadmin/concertation/question.html"
    form_class = QuestionForm
    page_title = _("La question commune")

    def dispatch(self, request, *args, **kwargs):
        self.begun  # noqa: B018 - not found outside the preparation
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        question = self.page.question
        return {"question": question, "seen": services.mark_of(question)}

    def get_context_data(self, **kwargs):
        question = self.page.question
        return super().get_context_data(
            question=question,
            seen=services.mark_of(question),
            advice=advice_on(question),
            is_read=bool(question) and self.begun.question_read == question,
            read_url=self.address("read"),
            project=self.project,
            refusal=self._refusal,
            **kwargs,
        )

    @property
    def _refusal(self) -> str:
        return services.refusal_to_write(self.project, cast(User, self.request.user))

    def form_valid(self, form):
        question, seen = form.cleaned_data["question"], form.cleaned_data["seen"]
        try:
            services.write_question(self.project, question, seen, self.request.user)
        except ValidationError as refused:
            form.add_error(None, refused)
            self._keep_what_was_typed(form)
            return self.form_invalid(form)
        messages.success(
            self.request, _("La question est enregistrée. Voici ce qu’en disent les conseils.")
        )
        return redirect(self.address("question"))

    def _keep_what_was_typed(self, form) -> None:
        """Sent again, the form replaces what its writer has now been shown."""
        self.page.__dict__.pop("project", None)
        form.data = form.data | {"seen": services.mark_of(self.page.question)}


class ReadView(OfConsultationMixin, View):
    """Declares the question ready."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = SeenForm(request.POST)
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        try:
            services.declare_question_read(self.begun, seen, request.user, timezone.now())
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(self.address("question"))
        messages.success(request, _("La question est prête."))
        return redirect(self.address())


class GroupsView(DeskPageMixin, TemplateView):
    """The four groups: how they are called, and how many people are expected."""

    template_name = "wagtailadmin/concertation/groups.html"
    page_title = _("Les quatre groupes")

    @cached_property
    def formset(self):
        groups = self.begun.groups.in_order()
        return GroupFormSet(self.request.POST or None, queryset=groups, prefix="groups")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            formset=self.formset,
            back_url=self.address(),
            small=[form.instance for form in self.formset if form.instance.is_small],
            fewest=FEWEST_ADVISED,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not self.formset.is_valid():
            return self.render_to_response(self.get_context_data())
        self.formset.save()
        messages.success(request, _("Les groupes sont enregistrés."))
        small = [group.name for group in self.begun.groups.in_order() if group.is_small]
        if small:
            messages.warning(request, self._warning(small))
        return redirect(self.address())

    @staticmethod
    def _warning(small: list[str]) -> str:
        told = _(
            "Moins de %(fewest)d personnes : %(names)s. En dessous, les écarts entre groupes tiennent "
            "souvent au hasard."
        )
        return told % {"fewest": FEWEST_ADVISED, "names": ", ".join(small)}
