"""What uploaded documents say."""

from django.conf import settings
from django.db import models


class DocumentText(models.Model):
    """What the file of a document says, for the search."""

    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, models.CASCADE, related_name="text"
    )
    #: The file it was read from: another one is read again.
    file_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
