"""What letters bring along."""

from django.db import models


class LetterFile(models.Model):
    """A file of a letter, in the database: written, and gone, in the same transaction as the letter."""

    name = models.CharField(max_length=255, unique=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = "file of a letter"
        verbose_name_plural = "files of letters"

    def __str__(self):
        return self.name
