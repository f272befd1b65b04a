"""What Wagtail writes about moderation goes through the queue, in the transaction of what it tells.

By itself it calls the mail server in the middle of the change: who submits a page waits for it, and a
server that cannot be reached undoes the change.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail import signals
from wagtail.admin import mail
from wagtail.models import TaskState, WorkflowState

from portal.mail import queue
from portal.mail.letters import Letter


class QueuedMixin:
    def send_emails(self, template_set, context, recipients, **kwargs):
        """Wagtail’s own words, as a letter to each. Whose address is none is told nothing."""
        for person in recipients:
            language = person.wagtail_userprofile.get_preferred_language()
            said = context | {"user": person}
            with override(language):
                subject, text = (
                    render_to_string(template_set[part], said).strip() for part in ("subject", "text")
                )
            with suppress(ValidationError):
                queue.post(Letter(subject, (text,), language), person.email)
        return True


class TaskSubmitted(QueuedMixin, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class WorkflowSubmitted(QueuedMixin, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class WorkflowApproved(QueuedMixin, mail.WorkflowStateApprovalEmailNotifier):
    pass


class WorkflowRejected(QueuedMixin, mail.WorkflowStateRejectionEmailNotifier):
    pass


#: By Wagtail’s own names for them: where it has connected its own already, ours take their place, and
#: where ours come first it connects none.
NOTIFIERS = (
    (signals.task_submitted, TaskState, TaskSubmitted(), "group_approval_task_submitted"),
    (signals.workflow_submitted, WorkflowState, WorkflowSubmitted(), "workflow_state_submitted"),
    (signals.workflow_approved, WorkflowState, WorkflowApproved(), "workflow_state_approved"),
    (signals.workflow_rejected, WorkflowState, WorkflowRejected(), "workflow_state_rejected"),
)


def connect() -> None:
    for signal, sender, notifier, name in NOTIFIERS:
        uid = f"{name}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notifier, sender=sender, dispatch_uid=uid)
