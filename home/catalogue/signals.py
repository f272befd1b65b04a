"""Signal receiver: writes a page’s catalogue entry when the page is indexed."""

from home.catalogue import services
from portal.content.models import PortalPage
from portal.search.events import records_indexed


def _file_under_facets(sender, records, **kwargs):
    if issubclass(sender, PortalPage):
        services.record_entries([page.pk for page in records])


def connect() -> None:
    records_indexed.connect(_file_under_facets, dispatch_uid="file-under-facets")
