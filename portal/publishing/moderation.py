"""The emails about moderation: Wagtail decides when and to whom, this module writes the text."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from portal.mail.messages import Fact, Link
from portal.mail.to_users import address, write_to
from portal.people.models import User


class MessageMixin:
    """Emails each recipient. Wagtail’s own text is used for objects that are not pages."""

    def send_emails(self, template_set, context, recipients, **kwargs):
        page = context.get("page")
        if page is None:
            return super().send_emails(template_set, context, recipients, **kwargs)
        for person in recipients:
            write_to(person, partial(self.compose, page, context, kwargs.get("user")))
        return True

    def compose(self, page: Page, context: dict, author: User | None) -> dict[str, Any]:
        raise NotImplementedError


class Proposed(MessageMixin, GroupApprovalTaskStateSubmissionEmailNotifier):
    def compose(self, page, context, author):
        facts = {"title": page.get_admin_display_title(), "person": author}
        if author:
            words = _("%(person)s propose la page « %(title)s ». Elle attend votre accord pour paraître.")
        else:
            words = _("La page « %(title)s » attend votre accord pour paraître.")
        preview = reverse("wagtailadmin_pages:workflow_preview", args=(page.pk, context["task"].pk))
        return {
            "subject": _("À relire : « %(title)s »") % facts,
            "paragraphs": (words % facts,),
            "links": (
                Link(_("La lire"), address(preview)),
                Link(_("La corriger, l’approuver ou la renvoyer"), _editor(page)),
                _choice_of_messages(),
            ),
        }


class Approved(MessageMixin, WorkflowStateApprovalEmailNotifier):
    def get_context(self, workflow_state, **kwargs):
        return super().get_context(workflow_state, **kwargs) | {"comment": _comment(workflow_state)}

    def compose(self, page, context, author):
        page = Page.objects.get(pk=page.pk)
        facts = {"title": page.get_admin_display_title()}
        if page.live:
            words = _("Votre page « %(title)s » est approuvée : elle est en ligne.")
        else:
            words = _("Votre page « %(title)s » est approuvée.")
        return {
            "subject": _("Approuvée : « %(title)s »") % facts,
            "paragraphs": (words % facts,),
            "facts": _comment_facts(context["comment"], author),
            "links": (
                *([Link(_("La voir sur le site"), page.full_url)] if page.live and page.full_url else []),
                Link(_("L’ouvrir"), _editor(page)),
                _choice_of_messages(),
            ),
        }


class SentBack(MessageMixin, WorkflowStateRejectionEmailNotifier):
    def compose(self, page, context, author):
        facts = {"title": page.get_admin_display_title()}
        words = _("Votre page « %(title)s » a été relue. Elle est à reprendre avant de paraître.")
        return {
            "subject": _("À reprendre : « %(title)s »") % facts,
            "paragraphs": (words % facts,),
            "facts": _comment_facts(context["comment"], author),
            "links": (Link(_("La reprendre"), _editor(page)), _choice_of_messages()),
        }


def install() -> None:
    """Replaces Wagtail’s notifiers, loaded before or after: a signal keeps one per `dispatch_uid`."""
    replacing = (
        (task_submitted, TaskState, "group_approval_task_submitted", Proposed()),
        (workflow_submitted, WorkflowState, "workflow_state_submitted", _told_already),
        (workflow_rejected, WorkflowState, "workflow_state_rejected", SentBack()),
        (workflow_approved, WorkflowState, "workflow_state_approved", Approved()),
    )
    for signal, sender, name, notifier in replacing:
        mark = f"{name}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=mark)
        signal.connect(notifier, sender=sender, dispatch_uid=mark, weak=False)


def _told_already(**kwargs) -> None:
    """Sends nothing: administrators already get the email about the task."""


def _editor(page: Page) -> str:
    return address(reverse("wagtailadmin_pages:edit", args=(page.pk,)))


def _choice_of_messages() -> Link:
    account = reverse("wagtailadmin_account")
    return Link(_("Choisir les messages que je reçois"), address(f"{account}#tab-notifications"))


def _comment(workflow_state: WorkflowState) -> str:
    state = workflow_state.current_task_state
    return state.specific.get_comment() if state else ""


def _comment_facts(comment: str, author: User | None) -> tuple[Fact, ...]:
    if not comment:
        return ()
    label = _("Commentaire de %(person)s") % {"person": author} if author else _("Commentaire")
    return (Fact(label, comment),)
