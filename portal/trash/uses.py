"""The pages that use a picture or a document, by name only if the user may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from portal.media.models import Picture, PortalDocument
from portal.pages.querysets import in_trash
from portal.pages.uses import pages_showing, pages_using
from portal.people.models import User
from portal.trash.consequences import Named, named_for

File = Picture | PortalDocument


@dataclass(frozen=True)
class Uses:
    """The pages that use `file`; those the user may not see are only counted."""

    file: File
    online: Named
    #: Pages not published, or whose published version does not use the file.
    drafts: Named


def uses_of(file: File, user: User) -> Uses:
    pages = pages_using(file).exclude(in_trash()).order_by("title")
    online = Q(pk__in=pages_showing(file).values("pk"))
    return Uses(file, named_for(user, pages.filter(online)), named_for(user, pages.exclude(online)))
