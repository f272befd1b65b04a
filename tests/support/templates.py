"""A template of ours that asks for a variable nobody gives fails its test."""

import sys
from pathlib import Path

from django.conf import settings
from django.template.base import FilterExpression, Node


class UndefinedVariable(AssertionError):
    """Not a TemplateSyntaxError: no tag may swallow it."""


class RaisingForOurTemplates(str):
    """Stands as `string_if_invalid`, which Django tests for truth when a variable is missing.

    For other people’s templates it is the usual empty text.
    """

    __slots__ = ()

    def __bool__(self):
        variable, origin = _missing_variable()
        if origin and Path(origin).is_relative_to(settings.BASE_DIR / "templates"):
            raise UndefinedVariable(f"{variable} is undefined in {origin}")
        return False


def raising(templates: list[dict]) -> list[dict]:
    """The setting TEMPLATES, so that undefined variables of our templates raise."""
    return [
        {**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": RaisingForOurTemplates()}}
        for engine in templates
    ]


def _missing_variable() -> tuple[str, str]:
    """The variable being looked up, and the template of the innermost node that asks for it."""
    variable = ""
    frame = sys._getframe(2)
    while frame is not None:
        holder = frame.f_locals.get("self")
        if isinstance(holder, FilterExpression) and not variable:
            variable = str(holder.var)
        if isinstance(holder, Node) and getattr(holder, "origin", None):
            return variable, str(holder.origin.name)
        frame = frame.f_back
    return variable, ""
