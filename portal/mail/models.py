"""Attachments of emails."""

from django.db import models


class MessageFile(models.Model):
    """An attachment stored in the database: created and deleted in the transaction of its message."""

    name = models.CharField(max_length=255, unique=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = "file of a message"
        verbose_name_plural = "files of messages"

    def __str__(self):
        return self.name
