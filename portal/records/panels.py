"""The editor panel that links a page to the admin view of its plain records."""

from django.urls import reverse
from wagtail.admin.panels import Panel

from portal.records.models import PageRecord, may_write_records

#: Number of records listed, enough to recognise them; the admin view lists all.
SHOWN = 5


class RecordsPanel(Panel):
    """Lists the first records of a saved page, with a link to their admin view."""

    def __init__(self, namespace: str, record_model: type[PageRecord], **kwargs):
        super().__init__(**kwargs)
        self.namespace = namespace
        self.record_model = record_model

    def clone_kwargs(self):
        return {
            **super().clone_kwargs(),
            "namespace": self.namespace,
            "record_model": self.record_model,
        }

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/records.html"

        def is_shown(self):
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context=None):
            records = list(self.panel.record_model.objects.of(self.instance).in_order())
            may_write = may_write_records(self.request.user, self.instance)
            address = reverse(f"{self.panel.namespace}:index", args=(self.instance.pk,))
            return {
                **super().get_context_data(parent_context),
                "address": address if may_write else "",
                "label": self.heading,
                "shown": [str(record) for record in records[:SHOWN]],
                "more": max(len(records) - SHOWN, 0),
            }
