"""Storage of attachments in the database, so that no external storage is awaited under a lock.

A failed transaction leaves no file behind, and deleting a message deletes its files.
"""

from __future__ import annotations

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage


class DatabaseStorage(Storage):
    def _open(self, name: str, mode: str = "rb") -> File:
        file = self._rows().filter(name=name).first()
        if file is None:
            raise FileNotFoundError(name)
        return ContentFile(bytes(file.content), name=name)

    def _save(self, name: str, content: File) -> str:
        content.seek(0)
        self._rows().create(name=name, content=content.read())
        return name

    def delete(self, name: str) -> None:
        self._rows().filter(name=name).delete()

    def exists(self, name: str) -> bool:
        return self._rows().filter(name=name).exists()

    def size(self, name: str) -> int:
        return len(self._rows().get(name=name).content)

    @staticmethod
    def _rows():
        from portal.mail.models import MessageFile

        return MessageFile.objects.all()
