"""The editor’s tabs, with what the page still lacks above them."""

from wagtail.admin.panels import TabbedInterface


class PortalInterface(TabbedInterface):
    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "wagtailadmin/panels/portal_interface.html"
