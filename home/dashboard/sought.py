"""Searches without a complete result, for their admin view."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.catalogue.models import SoughtWords
from home.dashboard.choices import Choice

SEE_SOUGHT = "catalogue.view_soughtwords"


def may_see_sought(request: HttpRequest) -> bool:
    return request.user.has_perm(SEE_SOUGHT)


def sought_as_choice(sought: SoughtWords, catalogue: str) -> Choice:
    """Returns a link to the current results in the catalogue, whose URL is `catalogue`."""
    times = ngettext("demandé %(n)d fois", "demandé %(n)d fois", sought.times) % {"n": sought.times}
    last = _("la dernière le %(day)s") % {"day": date_format(sought.last_day)}
    return Choice(sought.words, f"{catalogue}?{urlencode({'q': sought.words})}", f"{times}, {last}")
