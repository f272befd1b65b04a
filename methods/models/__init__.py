"""Stages of the approach and method sheets, one file per subject."""

from methods.models.imports import ImportedDocument, ImportedPicture
from methods.models.index import MethodIndexPage
from methods.models.sheets import Licence, MethodSheetPage, RelatedSheet, SheetLink
from methods.models.stages import StagePage

__all__ = [
    "ImportedDocument",
    "ImportedPicture",
    "Licence",
    "MethodIndexPage",
    "MethodSheetPage",
    "RelatedSheet",
    "SheetLink",
    "StagePage",
]
