"""Where the files of messages are kept: beside them, so that no storage is waited for under a lock.

A transaction that fails leaves no file behind, and a message that is forgotten takes its files along.
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
