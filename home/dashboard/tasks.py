"""Pending tasks of a user, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.dashboard.choices import Choice
from portal.content.models import PortalPage
from portal.people.models import User
from portal.territory import time_zones
from portal.territory.dates import in_words
from portal.translation.states import BEHIND, in_state, target_languages, translations_of, with_states
from portal.writing.querysets import with_dead_links
from projects.agenda.models import EventPage
from projects.agenda.permissions import events_with_people
from projects.proposals.models import Proposal
from projects.registrations.models import Notice

#: Pages of each task shown on the dashboard; the task’s own view lists all.
SHOWN = 5
#: How long before its review date a page is listed.
REVIEW_AHEAD = timedelta(days=30)


class Task:
    """A kind of task on pages, computed at each request."""

    slug: str
    icon: str

    def label(self, number: int) -> str:
        """Returns the label of the task for this number of pages, without the number."""
        raise NotImplementedError

    def pages(self, user: User, now: datetime) -> QuerySet[PortalPage]:
        """Returns the pages that need the task, the most urgent first."""
        raise NotImplementedError

    def note(self, page: PortalPage, now: datetime) -> str:
        """Returns the reason why the page is listed."""
        raise NotImplementedError

    def field(self, page: PortalPage) -> str:
        """Returns the form field to edit first, or an empty string."""
        return ""

    def choice(self, page: PortalPage, now: datetime) -> Choice:
        """Returns a link to the page’s form; the fragment makes Wagtail open the tab and field."""
        url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
        anchor = f"#:w:contentpath={field}" if (field := self.field(page)) else ""
        return Choice(page.get_admin_display_title(), url + anchor, self.note(page, now))


class Drafts(Task):
    slug = "brouillons"
    icon = "draft"

    def label(self, number):
        return ngettext("brouillon à terminer", "brouillons à terminer", number)

    def pages(self, user, now):
        return PortalPage.objects.written().editable_by(user, "change").drafts_of(user)

    def note(self, page, now):
        published = _("publiée, puis modifiée le %(day)s")
        unpublished = _("pas en ligne, modifiée le %(day)s")
        day = _day(page.latest_revision_created_at)
        return (published if page.live else unpublished) % {"day": day}


class Reviews(Task):
    slug = "relectures"
    icon = "glasses"

    def label(self, number):
        return ngettext("page à relire", "pages à relire", number)

    def pages(self, user, now):
        by = timezone.localdate(now) + REVIEW_AHEAD
        return PortalPage.objects.written().editable_by(user, "change").to_review(by)

    def note(self, page, now):
        is_late = page.review_by < timezone.localdate(now)
        text = _("relecture attendue depuis le %(day)s") if is_late else _("à relire avant le %(day)s")
        return text % {"day": in_words(page.review_by, "l j F Y")}

    def field(self, page):
        return "review_by"


class ProposedEvents(Task):
    slug = "propositions"
    icon = "mail"

    def label(self, number):
        return ngettext("rendez-vous proposé", "rendez-vous proposés", number)

    def pages(self, user, now):
        events = EventPage.objects.written().editable_by(user, "change")
        return Proposal.objects.events_waiting(events).defer_streamfields()

    def note(self, page, now):
        facts = {"day": _day(page.proposed_at), "who": page.organiser}
        text = _("par %(who)s, le %(day)s") if page.organiser else _("le %(day)s")
        return text % facts


class PeopleToCall(Task):
    slug = "personnes-a-appeler"
    icon = "group"

    def label(self, number):
        return ngettext(
            "rendez-vous avec des inscrits à appeler", "rendez-vous avec des inscrits à appeler", number
        )

    def pages(self, user, now):
        events = events_with_people(EventPage.objects.written(), user)
        return Notice.objects.events_with_people_to_call(events, now).defer_streamfields()

    def note(self, page, now):
        number = page.calls_number
        text = ngettext(
            "%(number)d personne à appeler, avant le %(day)s",
            "%(number)d personnes à appeler, avant le %(day)s",
            number,
        )
        return text % {"number": number, "day": _day(page.calls_before, page.calls_zone)}

    def choice(self, page, now):
        """Links to the registrations of the next date with people to call."""
        url = reverse("registration_desk:index", args=(page.date_of_calls,))
        return Choice(page.get_admin_display_title(), url, self.note(page, now))


class IncompleteEvents(Task):
    slug = "rendez-vous-a-completer"
    icon = "calendar-alt"

    def label(self, number):
        return ngettext("rendez-vous à compléter", "rendez-vous à compléter", number)

    def pages(self, user, now):
        events = EventPage.objects.written().editable_by(user, "change").live()
        return events.coming(now).incomplete().defer_streamfields()

    def note(self, page, now):
        missing = {
            (True, True): _("il manque une image et un contact"),
            (True, False): _("il manque une image"),
            (False, True): _("il manque un téléphone ou une adresse e-mail"),
        }[page.lacks_picture, page.lacks_contact]
        day = _day(page.next_date, page.next_zone)
        return _("%(day)s : %(missing)s") % {"day": day, "missing": missing}

    def field(self, page):
        return "contact_phone" if page.lacks_contact else "listing_picture"


class MissingMinutes(Task):
    slug = "comptes-rendus"
    icon = "list-ul"

    def label(self, number):
        return ngettext("compte rendu à écrire", "comptes rendus à écrire", number)

    def pages(self, user, now):
        events = EventPage.objects.written().editable_by(user, "change").live()
        return events.awaiting_minutes(now).defer_streamfields()

    def note(self, page, now):
        return _("a eu lieu le %(day)s") % {"day": _day(page.last_date, page.last_zone)}

    def field(self, page):
        return "minutes"


class DeadLinks(Task):
    slug = "liens-morts"
    icon = "link"

    def label(self, number):
        return ngettext("page avec un lien mort", "pages avec des liens morts", number)

    def pages(self, user, now):
        return with_dead_links(PortalPage.objects.written().editable_by(user, "change"))

    def note(self, page, now):
        number = page.dead_links_number
        text = ngettext(
            "un lien mort depuis le %(day)s", "%(number)d liens morts, depuis le %(day)s", number
        )
        return text % {"number": number, "day": _day(page.dead_link_since)}

    def field(self, page):
        return page.dead_link_place


class Translations(Task):
    slug = "traductions"
    icon = "wagtail-localize-language"

    def label(self, number):
        return ngettext("traduction à mettre à jour", "traductions à mettre à jour", number)

    def pages(self, user, now):
        pages = PortalPage.objects.written().editable_by(user, "change").live()
        return with_states(pages).filter(in_state(*BEHIND)).order_by("-last_published_at", "-pk")

    def choice(self, page, now):
        """Links to the next step for the first outdated language."""
        state = next(each for each in translations_of(page).values() if each.state in BEHIND)
        note = f"{target_languages()[state.language]}\N{NO-BREAK SPACE}: {state.words}"
        return Choice(page.get_admin_display_title(), state.url, note)


TASKS: dict[str, Task] = {
    task.slug: task
    for task in (
        ProposedEvents(),
        PeopleToCall(),
        Drafts(),
        Reviews(),
        IncompleteEvents(),
        MissingMinutes(),
        DeadLinks(),
        Translations(),
    )
}


@dataclass(frozen=True)
class Waiting:
    """A task with the number of its pages, and links to the first ones."""

    task: Task
    number: int
    choices: list[Choice]

    @property
    def label(self) -> str:
        return self.task.label(self.number)

    @property
    def url_of_all(self) -> str:
        """The URL of the list of all pages, or an empty string if `choices` has them all."""
        if self.number <= len(self.choices):
            return ""
        return reverse("dashboard_task", args=(self.task.slug,))


def waiting(user: User, now: datetime) -> list[Waiting]:
    """Returns the pending tasks of a user, in one query per task whatever the number of pages."""
    each = (_waiting_for(task, user, now) for task in TASKS.values())
    return [one for one in each if one.number]


def _waiting_for(task: Task, user: User, now: datetime) -> Waiting:
    pages = list(task.pages(user, now).annotate(number=Window(Count("pk")))[:SHOWN])
    number = pages[0].number if pages else 0
    return Waiting(task, number, [task.choice(page, now) for page in pages])


def _day(moment: datetime, zone: str = "") -> str:
    return in_words(moment.astimezone(time_zones.named(zone)), "l j F Y")
