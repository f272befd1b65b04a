"""What messages bring along."""

from django.db import models


class MessageFile(models.Model):
    """A file of a message, in the database: written, and gone, in the same transaction as the message."""

    name = models.CharField(max_length=255, unique=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = "file of a message"
        verbose_name_plural = "files of messages"

    def __str__(self):
        return self.name
