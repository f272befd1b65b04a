"""Two Parks with one object of every kind that an address of the admin can name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from post_office.models import Email
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site, UploadedFile
from wagtail_localize.models import Translation, TranslationSource

from methods.models import ImportedDocument, MethodIndexPage
from portal.content import park_branches
from portal.documents.outline import Outline
from portal.media.models import Picture, PortalDocument
from portal.people import roles
from portal.people.models import NetworkSettings, User
from portal.search.models import SynonymSet
from portal.territory.models import Commune, Department, Park
from portal.trash import files, services
from portal.trash.models import TrashedFile, TrashedPage
from portal.vocabulary.models import Audience, GlossaryTerm, Theme
from projects.agenda.models import WorkshopPage
from projects.concertation import services as concertation
from projects.concertation.models import ConsultationPage
from projects.parks.models import Action, ParkIndexPage, ParkPage, ProjectPage
from projects.proposals.models import Proposal
from tests.media.test_pictures import photo
from tests.support.publication import complete, publish
from tests.support.registrations import join
from tests.support.translation import translate

#: Stands in the title of everything that only the people of a Park may know.
SECRET = "Un secret du voisin"


def person(email: str, *groups: Group) -> User:
    user = User.objects.create_user(email, "un mot de passe assez long", first_name=email.split("@")[0])
    user.groups.add(*groups)
    return user


class Team:
    """An open Park with everything that its people handle, and one person of each role."""

    def __init__(self, tree, name: str, mark: str):
        self.tree, self.mark, self.name = tree, mark, name
        self.park = Park.objects.create(name=name, slug=name.lower())
        self.team = park_branches.open_park(self.park)
        self.page = ParkPage.objects.get(park=self.park)
        self.project = tree.add(ProjectPage, parent=self.page)
        self.communicator = person(f"communication@{name}.example.org", self.team.communicators)
        self.contributor = person(f"contribution@{name}.example.org", self.team.contributors)
        self.facilitator = person(f"animation@{name}.example.org", self.team.facilitators)
        self._make_files()
        self._make_pages()
        self._make_records()

    def _make_files(self) -> None:
        self.picture = self._picture()
        self.document = self._document()
        self.thrown = self._picture()
        self.binned_file: TrashedFile = files.throw_away(self.thrown, self.communicator, timezone.now())
        self.upload = UploadedFile.objects.create(
            file=ContentFile(b"x", name="x.txt"), uploaded_by_user=self.communicator
        )

    def _picture(self) -> Picture:
        file = ImageFile(photo(), name=f"{self.name}.jpg")
        return Picture.objects.create(title=self.mark, file=file, collection=self.team.collection)

    def _document(self) -> PortalDocument:
        file = ContentFile(b"x", name=f"{self.name}.txt")
        return PortalDocument.objects.create(title=self.mark, file=file, collection=self.team.collection)

    def _make_pages(self) -> None:
        self.draft = self._draft()
        self.revision = self.draft.save_revision(user=self.communicator)
        self.waiting = complete(self._draft())
        self.waiting.get_workflow().start(self.waiting, self.contributor)
        self.waiting.refresh_from_db()
        self.state = self.waiting.current_workflow_task_state
        #: Online, and kept for who knows a password.
        self.event = complete(self.tree.add(WorkshopPage, parent=self.project, title=self.mark))
        publish(self.event)
        self.event.view_restrictions.create(restriction_type="password", password="sésame")
        self.english = translate(self.event)
        self.source = TranslationSource.objects.get_for_instance(self.event)
        self.translation = Translation.objects.get(source=self.source)
        self.alias = self.draft.create_alias(update_slug=f"alias-{self.draft.pk}")
        trashed = self._draft()
        self.binned_page: TrashedPage = services.throw_away(trashed, self.communicator, timezone.now())

    def _draft(self) -> WorkshopPage:
        return self.tree.add(
            WorkshopPage,
            parent=self.project,
            title=self.mark,
            live=False,
            first_published_at=None,
            owner=self.communicator,
        )

    def _make_records(self) -> None:
        self.date = self.tree.date(self.event)
        self.event.takes_registrations = True
        self.event.save()
        join(self.date, "Jeanne")
        self.registration = self.date.registrations.get()
        self.registration.name = self.mark
        self.registration.save()
        self.action = Action.objects.create(project=self.project, title=self.mark)
        self.consultation = self.tree.add(
            ConsultationPage, parent=self.project, title=self.mark, live=False
        )
        concertation.begin(self.consultation, self.communicator, timezone.now())
        self.proposed = self._draft()
        self.proposal = Proposal.objects.create(
            page=self.proposed, name=self.mark, email="qui@example.org", language="fr"
        )
        self.imported = ImportedDocument.objects.create(
            owner=self.communicator,
            parent=MethodIndexPage.objects.get(),
            name=self.mark,
            content=b"x",
            outline_packed=msgspec.msgpack.encode(Outline(blocks=())),
            drafts_packed=b"",
        )


class Network:
    """What belongs to all Parks, with one person of each role."""

    def __init__(self):
        groups = Group.objects.in_bulk(field_name="name")
        self.editor = person("editor@reseau.example.org", groups[roles.NETWORK_EDITORS])
        self.moderator = person("moderation@reseau.example.org", groups[roles.NETWORK_MODERATORS])
        french = Locale.objects.get(language_code="fr")
        self.theme = Theme.objects.create(name="Accueillir", slug="accueillir-ici", locale=french)
        self.audience = Audience.objects.create(name="Aînés", slug="aines-ici", locale=french)
        self.term = GlossaryTerm.objects.create(name="Pédibus", slug="pedibus", locale=french)
        self.theme_source = TranslationSource.get_or_create_from_instance(self.theme)[0]
        english = Locale.objects.get(language_code="en")
        self.theme_translation = Translation.objects.create(
            source=self.theme_source, target_locale=english
        )
        self.theme_translation.save_target()
        self.synonyms = SynonymSet.objects.create(expressions="balade, promenade")
        self.redirect = Redirect.objects.create(old_path="/ancien", redirect_link="/nouveau")
        self.commune = Commune.objects.create(
            name="Vieux-Condé", insee_code="59616", department=Department.objects.get(code="59")
        )
        self.message = Email.objects.create(
            from_email="portail@example.org", to=["qui@example.org"], subject=SECRET
        )


def patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the admin, with the name of its view; those of one’s own account left out."""
    for route, name, pattern in _patterns(get_resolver().url_patterns):
        if route.startswith("admin/") and not route.startswith("admin/compte/"):
            yield name, pattern


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Those that name something."""
    return ((name, pattern) for name, pattern in patterns() if pattern.pattern.regex.groups)


def _patterns(patterns, route: str = "", names: tuple[str, ...] = ()):
    for pattern in patterns:
        below = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield below, ":".join((*names, pattern.name or "")), pattern
        else:
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _patterns(pattern.url_patterns, below, inner)


class World:
    def __init__(self, tree):
        tree.add(ParkIndexPage)
        self.sheets = tree.add(MethodIndexPage)
        self.ours = Team(tree, "Vexin", "Notre brouillon")
        self.theirs = Team(tree, "Ballons", SECRET)
        self.network = Network()
        self.settings = NetworkSettings.load()
        self.site = Site.objects.get()
        self.english = Locale.objects.get(language_code="en")

    def own_everything(self, somebody: User) -> None:
        """Makes somebody the owner of the other Park’s pages, as if they had written them."""
        Page.objects.descendant_of(self.theirs.page).update(owner=somebody)

    def arguments(self, name: str, pattern: URLPattern) -> dict[str, Any] | list[Any]:
        """What an address names: what is Ballons’s, else what is the network’s."""
        if name in OWN_ARGUMENTS:
            return OWN_ARGUMENTS[name](self)
        return {key: self._value(name, key) for key in pattern.pattern.regex.groupindex}

    def _value(self, name: str, parameter: str) -> Any:
        namespace = name.partition(":")[0]
        value = attrgetter(BY_PARAMETER.get(parameter) or BY_NAMESPACE[namespace])(self)
        return getattr(value, "pk", value)


#: What each parameter of an address is taken from, where its name says enough.
BY_PARAMETER = {
    "page_id": "theirs.draft",
    "page_to_move_id": "theirs.draft",
    "page_pk": "theirs.draft",
    "parent_page_id": "theirs.project",
    "destination_id": "theirs.project",
    "image_id": "theirs.picture",
    "document_id": "theirs.document",
    "doc_id": "theirs.document",
    "uploaded_file_id": "theirs.upload",
    "date_id": "theirs.date",
    "person_id": "theirs.registration",
    "revision_id": "theirs.revision",
    "translation_source_id": "theirs.source",
    "translation_id": "theirs.translation",
    "collection_id": "theirs.team.collection",
    "redirect_id": "network.redirect",
}
#: The same of a parameter that is called `pk`, by the namespace of the address.
BY_NAMESPACE = {
    "wagtailadmin_collections": "theirs.team.collection",
    "wagtailadmin_workflows": "theirs.team.workflow",
    "wagtailusers_users": "theirs.communicator",
    "wagtailusers_groups": "theirs.team.communicators",
    "wagtailsites": "site",
    "wagtaillocales": "english",
    "wagtailimages_chooser": "theirs.picture",
    "wagtaildocs_chooser": "theirs.document",
    "wagtailsnippets_vocabulary_theme": "network.theme",
    "wagtailsnippetchoosers_vocabulary_theme": "network.theme",
    "wagtailsnippets_vocabulary_audience": "network.audience",
    "wagtailsnippetchoosers_vocabulary_audience": "network.audience",
    "wagtailsnippets_vocabulary_glossaryterm": "network.term",
    "wagtailsnippetchoosers_vocabulary_glossaryterm": "network.term",
    "wagtailsnippets_search_synonymset": "network.synonyms",
    "wagtailsnippetchoosers_search_synonymset": "network.synonyms",
    "park": "theirs.park",
    "commune": "network.commune",
    "commune_chooser": "network.commune",
    "messages": "network.message",
    "actions": "theirs.action",
    "dates": "theirs.date",
    "dashboard_repeat": "theirs.draft",
    "trash_put_back": "theirs.binned_page",
    "trash_for_good": "theirs.binned_page",
    "trash_file_look": "theirs.binned_file",
    "trash_file_put_back": "theirs.binned_file",
    "trash_file_for_good": "theirs.binned_file",
    "import_preview": "theirs.imported",
    "import_frame": "theirs.imported",
    "import_forget": "theirs.imported",
}


def _on_state(world: World, **more: Any) -> dict[str, Any]:
    return {"page_id": world.theirs.waiting.pk, "task_state_id": world.theirs.state.pk, **more}


def _type_below_project(world: World) -> dict[str, Any]:
    return {
        "content_type_app_name": "agenda",
        "content_type_model_name": "workshoppage",
        "parent_page_id": world.theirs.project.pk,
    }


def _segment(world: World, kind: str) -> int:
    return getattr(world.theirs.source, f"{kind}segment_set").first().pk


def _settings_of_network(world: World) -> dict[str, Any]:
    return {"app_name": "people", "model_name": "networksettings", "pk": world.settings.pk}


#: Whole arguments of the addresses that need more than that.
OWN_ARGUMENTS: dict[str, Callable[[World], dict[str, Any] | list[Any]]] = {
    "wagtailadmin_api:pages:detail": lambda world: {"pk": world.theirs.draft.pk},
    "wagtailadmin_api:pages:action": lambda world: {
        "pk": world.theirs.draft.pk,
        "action_name": "publish",
    },
    "wagtailadmin_api:images:detail": lambda world: {"pk": world.theirs.picture.pk},
    "wagtailadmin_api:documents:detail": lambda world: {"pk": world.theirs.document.pk},
    "wagtail_bulk_action": lambda world: {
        "app_label": "wagtailcore",
        "model_name": "page",
        "action": "delete",
    },
    "wagtailsettings:edit": _settings_of_network,
    "wagtailsettings:preview_on_edit": _settings_of_network,
    "wagtailadmin_pages:add": _type_below_project,
    "wagtailadmin_pages:preview_on_add": _type_below_project,
    "wagtailadmin_pages:type_use": lambda world: {
        "content_type_app_name": "agenda",
        "content_type_model_name": "workshoppage",
    },
    "wagtailadmin_pages:type_use_results": lambda world: {
        "content_type_app_name": "agenda",
        "content_type_model_name": "workshoppage",
    },
    "wagtailadmin_pages:choose_parent": lambda world: {
        "app_label": "agenda",
        "model_name": "workshoppage",
    },
    "wagtailadmin_pages:workflow_action": partial(_on_state, action_name="approve"),
    "wagtailadmin_pages:collect_workflow_action_data": partial(_on_state, action_name="approve"),
    "wagtailadmin_pages:confirm_workflow_cancellation": lambda world: {
        "page_id": world.theirs.waiting.pk
    },
    "wagtailadmin_pages:workflow_preview": lambda world: {
        "page_id": world.theirs.waiting.pk,
        "task_id": world.theirs.state.task_id,
    },
    "wagtailadmin_pages:workflow_history_detail": lambda world: {
        "page_id": world.theirs.waiting.pk,
        "workflow_state_id": world.theirs.state.workflow_state_id,
    },
    "wagtailadmin_pages:unpublish": lambda world: {"page_id": world.theirs.event.pk},
    "wagtailadmin_pages:convert_alias": lambda world: {"page_id": world.theirs.alias.pk},
    "wagtailadmin_pages:revisions_compare": lambda world: [
        world.theirs.draft.pk,
        "earliest",
        "latest",
    ],
    "wagtailadmin_choose_page_child": lambda world: {"parent_page_id": world.theirs.draft.pk},
    "wagtailadmin_tag_model_autocomplete": lambda world: {"app_name": "vocabulary", "model_name": "tag"},
    "wagtailadmin_workflows:remove": lambda world: {
        "page_pk": world.theirs.page.pk,
        "workflow_pk": world.theirs.team.workflow.pk,
    },
    "wagtailadmin_workflows:add_task": lambda world: {
        "app_label": "wagtailcore",
        "model_name": "groupapprovaltask",
    },
    "wagtailadmin_workflows:edit_task": lambda world: {"pk": world.theirs.state.task_id},
    "wagtailadmin_workflows:disable_task": lambda world: {"pk": world.theirs.state.task_id},
    "wagtailadmin_workflows:enable_task": lambda world: {"pk": world.theirs.state.task_id},
    "wagtailadmin_workflows:task_chosen": lambda world: {"task_id": world.theirs.state.task_id},
    "wagtailadmin_editing_sessions:ping": lambda world: {
        "app_label": "agenda",
        "model_name": "workshoppage",
        "object_id": str(world.theirs.draft.pk),
        "session_id": 0,
    },
    "wagtailadmin_editing_sessions:release": lambda world: {"session_id": 0},
    "dashboard_create": lambda world: {"kind": "atelier"},
    "dashboard_model": lambda world: {"slug": "fiche-reunion"},
    "dashboard_task": lambda world: {"slug": "brouillons"},
    "help_guide": lambda world: {"slug": "inconnu"},
    "import_picture": lambda world: {"pk": world.theirs.imported.pk, "number": 0},
    "wagtail_localize:submit_snippet_translation": lambda world: {
        "app_label": "vocabulary",
        "model_name": "audience",
        "pk": str(world.network.audience.pk),
    },
    "wagtail_localize:submit_page_translation": lambda world: {"page_id": world.theirs.draft.pk},
    "wagtail_localize:edit_string_translation": lambda world: {
        "translation_id": world.theirs.translation.pk,
        "string_segment_id": _segment(world, "string"),
    },
    "wagtail_localize:edit_override": lambda world: {
        "translation_id": world.theirs.translation.pk,
        "overridable_segment_id": _segment(world, "overridable"),
    },
    "wagtail_localize:preview_translation": lambda world: {"translation_id": world.theirs.translation.pk},
    "wagtail_localize:convert_to_alias": lambda world: {"page_id": world.theirs.english.pk},
    "wagtail_localize:snippets_api_listing": lambda world: {
        "app_label": "search",
        "model_name": "synonymset",
    },
    "wagtail_localize:snippets_api_detail": lambda world: {
        "app_label": "search",
        "model_name": "synonymset",
        "pk": str(world.network.synonyms.pk),
    },
    "wagtailimages:preview": lambda world: {
        "image_id": world.theirs.picture.pk,
        "filter_spec": "max-100x100",
    },
    "wagtailadmin_password_reset_confirm": lambda world: {"uidb64": "MQ", "token": "set-password"},
    "translation_changes": lambda world: {"page_id": world.theirs.event.pk},
    "actions:index": lambda world: {"page_id": world.theirs.project.pk},
    "actions:add": lambda world: {"page_id": world.theirs.project.pk},
    "actions:edit": lambda world: {
        "page_id": world.theirs.project.pk,
        "pk": world.theirs.action.pk,
    },
    "actions:delete": lambda world: {
        "page_id": world.theirs.project.pk,
        "pk": world.theirs.action.pk,
    },
    "proposal_desk:decline": lambda world: {"page_id": world.theirs.proposed.pk},
}
for _view in ("desk", "begin", "question", "read", "groups"):
    OWN_ARGUMENTS[f"consultation_desk:{_view}"] = lambda world: {"page_id": world.theirs.consultation.pk}
for _view in ("index", "add", "next", "series", "call_off"):
    OWN_ARGUMENTS[f"dates:{_view}"] = lambda world: {"page_id": world.theirs.event.pk}
for _view in ("edit", "delete"):
    OWN_ARGUMENTS[f"dates:{_view}"] = lambda world: {
        "page_id": world.theirs.event.pk,
        "pk": world.theirs.date.pk,
    }
