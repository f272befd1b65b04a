"""What the catalogue knows of each page, written with its search entry."""

from django.db import models

from portal.content.models import PortalPage


class CatalogueEntry(models.Model):
    """The values of a page’s facets in one row: thousands of pages are counted in one query."""

    page = models.OneToOneField(
        PortalPage, models.CASCADE, primary_key=True, related_name="catalogue_entry"
    )
    #: As `theme:isolement public:aines`: no value holds a space.
    facets = models.TextField()
    #: Its title as lists sort it, without capitals or accents.
    sort_title = models.CharField(max_length=255)

    def __str__(self):
        return self.sort_title
