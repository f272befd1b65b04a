"""The two screens of the import: the file, then the draft beside the document."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from methods.importing import previews, services
from methods.importing.converter.sheet import LONGEST_TITLE, SheetDraft
from methods.importing.forms import PreviewForm, UploadForm
from methods.importing.original import as_html
from methods.importing.report import report_on
from methods.models import ImportedDocument, MethodIndexPage
from portal.documents.text_runs import clean
from portal.operations.views import PICTURE_POLICY
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import Rule

STEPS, TITLE = "etapes", "titre"
WITHOUT_STEPS = "non"
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def places(user: User) -> list[MethodIndexPage]:
    """The pages under which a person may add a sheet."""
    return list(MethodIndexPage.objects.written().editable_by(user, "add").order_by("path"))


def import_document(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Asks for the file, reads it and stores the reading."""
    services.delete_expired(timezone.now())
    parents = places(request.user)
    if not parents:
        raise PermissionDenied
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        parents=parents,
        initial={"stage": request.GET.get("temps"), "parent": request.GET.get("sous")},
    )
    if request.method == "POST" and form.is_valid():
        return redirect("import_preview", _kept(request, form).pk)
    return _screen(request, "form", _("Importer un document"), form=form)


def _kept(request: AuthenticatedHttpRequest, form: UploadForm) -> ImportedDocument:
    file = form.cleaned_data["file"]
    return services.keep_document(
        form.reading,
        form.drafts,
        owner=request.user,
        parent=form.cleaned_data["parent"],
        stage=form.cleaned_data["stage"],
        name=file.name,
        content=file.read(),
    )


@never_cache
def preview(request: AuthenticatedHttpRequest, pk) -> HttpResponse:
    """Shows the draft beside the document; a POST with “make” creates the sheet."""
    document = _own(request, pk)
    has_steps = request.method != "POST" or "has_steps" in request.POST
    sheet = document.draft(has_steps=has_steps)
    form = PreviewForm(request.POST or None, document=document, draft=sheet, user=request.user)
    if request.method == "POST" and form.is_valid() and "make" in request.POST:
        return _make(request, document, sheet, form)
    query = {TITLE: form["title"].value(), STEPS: "" if has_steps else WITHOUT_STEPS}
    return _screen(
        request,
        "preview",
        _("Voici votre fiche"),
        form=form,
        document=document,
        original=as_html(document.outline, lambda number: previews.picture_address(document, number)),
        report=report_on(document.outline, sheet, has_picture_right=bool(form.picture_collections)),
        frame=f"{reverse('import_frame', args=(document.pk,))}?{urlencode(query)}",
    )


def _make(
    request: AuthenticatedHttpRequest, document: ImportedDocument, sheet: SheetDraft, form: PreviewForm
) -> HttpResponse:
    form.complete(sheet)
    try:
        page = services.make_sheet(document, sheet, form.options(), request.user)
    except ImportedDocument.DoesNotExist:
        raise Http404 from None
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    messages.success(
        request,
        _("La fiche « %(title)s » est un brouillon : relisez-la, complétez-la, puis publiez-la.")
        % {"title": page.title},
    )
    return redirect(edit)


@require_safe
@never_cache
@xframe_options_sameorigin
def frame(request: AuthenticatedHttpRequest, pk) -> HttpResponse:
    """The draft alone, as readers would see it."""
    document = _own(request, pk)
    sheet = document.draft(has_steps=request.GET.get(STEPS) != WITHOUT_STEPS)
    sheet.title = clean(request.GET.get(TITLE, ""))[:LONGEST_TITLE] or sheet.title or document.name
    return previews.render_preview(document, sheet, request)


@require_safe
@never_cache
def picture(request: AuthenticatedHttpRequest, pk, number: int) -> HttpResponse:
    """A picture of the document, for its owner only."""
    kept = get_object_or_404(_own(request, pk).pictures, number=number)
    response = HttpResponse(bytes(kept.content), content_type=_KINDS.get(kept.extension, "text/plain"))
    response["Content-Security-Policy"] = PICTURE_POLICY
    return response


@require_POST
def forget(request: AuthenticatedHttpRequest, pk) -> HttpResponse:
    """Deletes the document without making a sheet."""
    _own(request, pk).delete()
    messages.success(request, _("Le document est oublié. Rien n’a été créé."))
    return redirect("wagtailadmin_home")


def _own(request: AuthenticatedHttpRequest, pk) -> ImportedDocument:
    documents = ImportedDocument.objects.open_to(request.user, timezone.now()).defer("content")
    return get_object_or_404(documents.select_related("parent__locale", "stage"), pk=pk)


def on_own_document(request: AuthenticatedHttpRequest, pk: UUID, **kwargs: int) -> bool:
    """Whether the document is the person’s own and they may still add a sheet there."""
    return _own(request, pk).parent_id in {place.pk for place in places(request.user)}


#: The rows of the screens in the table of rights.
ROWS: dict[str, Rule] = dict.fromkeys(
    ("import_preview", "import_frame", "import_picture", "import_forget"), on_own_document
)


def _screen(request: HttpRequest, name: str, title: str, **context) -> HttpResponse:
    screen = {
        "page_title": title,
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, f"wagtailadmin/importing/{name}.html", screen | context)
