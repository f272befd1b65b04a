"""Sent emails in the admin: recipient, content and date, for users with the permission to view them."""

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Permission
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.mail import queue

STATES = {
    STATUS.sent: _("Envoyé"),
    STATUS.queued: _("En attente"),
    STATUS.requeued: _("Refusé, sera réessayé"),
    STATUS.failed: _("Abandonné"),
}


def state_of(email: Email) -> str:
    """Returns the state as text; “not sent” if no mail server is set."""
    if email.status in (STATUS.queued, STATUS.requeued) and not settings.MAIL_LEAVES:
        return str(_("Pas envoyé : aucun serveur de courrier n’est réglé"))
    return str(STATES.get(email.status, _("En attente")))


class ReadOnlyPolicy(ModelPermissionPolicy):
    """View permission only: the portal writes the messages, and no user may change them."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class MessageIndexView(generic.IndexView):
    page_title = _("Messages envoyés")

    def get_base_queryset(self):
        return queue.readable().defer("message", "html_message").order_by("-pk")

    def get_page_subtitle(self):
        if settings.MAIL_LEAVES:
            return ""
        return _("Aucun serveur de courrier n’est réglé : rien ne part")

    @cached_property
    def columns(self):
        return [
            TitleColumn("to", label=_("À"), accessor=str, get_url=self.get_inspect_url),
            Column("subject", label=_("Objet")),
            Column("status", label=_("État"), accessor=state_of),
            DateColumn("created", label=_("Écrit")),
        ]


class MessageInspectView(generic.InspectView):
    template_name = "wagtailadmin/messages/inspect.html"
    page_title = _("Message")

    def get_object(self):
        return get_object_or_404(queue.readable(), pk=unquote(str(self.pk)))

    def get_page_subtitle(self):
        return self.object.subject

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            message=self.object,
            state=state_of(self.object),
            files=[each.name for each in self.object.attachments.all()],
            troubles=self.object.logs.order_by("-pk")[:5],
            kept_days=settings.MAIL_KEPT_DAYS,
            **kwargs,
        )


class MessageViewSet(ModelViewSet):
    model = Email
    name = "messages"
    icon = "mail"
    menu_label = _("Messages envoyés")
    menu_order = 900
    add_to_settings_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    exclude_form_fields = ["headers"]
    permission_policy = ReadOnlyPolicy(Email)


@hooks.register("register_admin_viewset")
def register_messages():
    return MessageViewSet()


@hooks.register("register_permissions")
def offer_messages_to_groups():
    return Permission.objects.filter(content_type__app_label="post_office", codename="view_email")
