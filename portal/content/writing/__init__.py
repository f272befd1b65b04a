"""Hints for who writes a page: texts in, hints out. None of them ever stops anybody."""
