"""The permissions required by the admin URLs of translations."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.models import OverridableSegment, Translation, TranslationSource

from portal.content.rights import may_name
from portal.people.models import User
from portal.people.requests import AuthenticatedHttpRequest
from portal.people.rights import Rule, may_any, model_named, on_page


def may_change(user: User, instance: TranslatableMixin) -> bool:
    """Checks the page’s own permissions; for other models, the `change` permission on the model."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return user.has_perm(f"{instance._meta.app_label}.change_{instance._meta.model_name}")


def on_source(request: AuthenticatedHttpRequest, translation_source_id: int) -> bool:
    """Checks the original, and each translation too if they are to be published at once."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    try:
        instance = source.get_source_instance()
    except source.specific_content_type.model_class().DoesNotExist:
        raise Http404 from None
    if not may_change(request.user, instance):
        return False
    if "publish_translations" not in request.POST:
        return True
    return all(
        not isinstance(each, Page) or each.permissions_for_user(request.user).can_publish()
        for each in instance.get_translations()
    )


def on_translation(request: AuthenticatedHttpRequest, translation_id: int, **kwargs: Any) -> bool:
    """Checks the translated page or record."""
    translation = get_object_or_404(Translation, pk=translation_id)
    try:
        return may_change(request.user, translation.get_target_instance())
    except translation.source.specific_content_type.model_class().DoesNotExist:
        raise Http404 from None


def on_override(
    request: AuthenticatedHttpRequest, translation_id: int, overridable_segment_id: int
) -> bool:
    """Checks the translation, and that the user may see the file chosen to replace the original’s."""
    if not on_translation(request, translation_id):
        return False
    if request.method != "PUT":
        return True
    segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id)
    target = _model_chosen_by(segment)
    key = QueryDict(request.body).get("value", "")
    return target is None or not key.isdigit() or may_name(request.user, target, key)


def _model_chosen_by(segment: OverridableSegment) -> type[Model] | None:
    """Returns the model that a field or StreamField block chooses from; None if it holds a value."""
    instance = segment.source.get_source_instance()
    name, *names = segment.context.get_field_path(instance).split(".")
    field = instance._meta.get_field(name)
    if not isinstance(field, StreamField):
        return field.related_model
    block: Any = field.stream_block
    for name in names:
        block = block.child_blocks[name] if hasattr(block, "child_blocks") else block.child_block
    return getattr(block, "model_class", None)


def on_translated_record(request: HttpRequest, app_label: str, model_name: str, pk: str) -> bool:
    """Checks a record other than a page, submitted for translation."""
    return may_any(request, model_named(app_label, model_name), ("change",))


def on_vocabulary(request: HttpRequest, app_label: str, model_name: str, **kwargs: Any) -> bool:
    """Allows the models of VOCABULARY only."""
    return f"{app_label}.{model_name}" in VOCABULARY


#: Models whose content is public on the site.
VOCABULARY = {"vocabulary.theme", "vocabulary.audience", "vocabulary.glossaryterm"}

_OF_WAGTAIL_LOCALIZE: dict[str, Rule] = {
    "submit_page_translation": on_page("can_edit"),
    "submit_snippet_translation": on_translated_record,
    "update_translations": on_source,
    "edit_string_translation": on_translation,
    "edit_override": on_override,
    "download_pofile": on_translation,
    "upload_pofile": on_translation,
    "machine_translate": on_translation,
    "preview_translation": on_translation,
    "stop_translation": on_translation,
    "convert_to_alias": on_page("can_publish"),
    "snippets_api_listing": on_vocabulary,
    "snippets_api_detail": on_vocabulary,
}

ROWS: dict[str, Rule] = {
    **{f"wagtail_localize:{name}": rule for name, rule in _OF_WAGTAIL_LOCALIZE.items()},
    "translation_changes": on_page("can_edit"),
}
