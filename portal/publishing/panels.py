"""The tabs of the page editor, below a list of what the page still lacks."""

from wagtail.admin.panels import TabbedInterface


class PortalInterface(TabbedInterface):
    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "wagtailadmin/panels/portal_interface.html"
