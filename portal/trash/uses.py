"""The pages that use a picture or a document, as far as a person may know of them."""

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
    """The pages that use `file`, as far as a person may know them."""

    file: File
    online: Named
    #: Never published, or published without the file so far.
    drafts: Named


def uses_of(file: File, user: User) -> Uses:
    pages = pages_using(file).exclude(in_trash()).order_by("title")
    online = Q(pk__in=pages_showing(file).values("pk"))
    return Uses(file, named_for(user, pages.filter(online)), named_for(user, pages.exclude(online)))
